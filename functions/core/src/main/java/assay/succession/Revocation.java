package assay.succession;

import assay.gate.Verdict;
import assay.gate.Verdict.Outcome;
import assay.ledger.Digests;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.lineage.Grounds;
import assay.lineage.Lapse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A version that was judged, or serves, rests on data that may be used no more.
///
/// @param subject the version
/// @param gate in force for it
/// @param lapse what ended
/// @param grounds what it was read from
public record Revocation(ModelVersion subject, GateRevision gate, Lapse lapse, Grounds grounds) {

    /// A digest of it: the same revocation has the same verdict.
    public String id() {
        return Digests.ofLines(
                        List.of(
                                "revocation " + subject.reference() + " " + subject.digest(),
                                "lapse " + lapse.at() + " " + lapse.path(),
                                "because " + lapse.because()))
                .substring(0, 32);
    }

    /// The verdict, which names the chain.
    ///
    /// @param program that gives it
    public Verdict verdict(String program, Instant at) {
        return new Verdict(
                id(),
                subject.reference(),
                Optional.empty(),
                List.of(),
                Outcome.INVALID,
                at,
                0,
                "%s is INVALID: %s (%s)."
                        .formatted(subject.reference(), lapse.because(), lapse.path()),
                List.of(),
                new Verdict.Evidence(
                        subject.digest(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        gate.digest(),
                        program,
                        Digests.seed(id()),
                        Map.of(),
                        grounds));
    }
}
