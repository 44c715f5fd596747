package assay.succession;

import assay.gate.Criterion.Signed;
import assay.ledger.DatasetVersion;
import assay.ledger.Digests;
import assay.ledger.EvaluationRecord;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.lineage.Grounds;
import assay.lineage.Permission;
import assay.lineage.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A question that a verdict answers: may this version replace that one, by this gate, on these
/// data?
///
/// @param subject the challenger
/// @param against the champion; empty where there is none
/// @param gate in force
/// @param on the datasets in force
/// @param evaluations of the challenger, then of the champion, on each dataset in order
/// @param permission to use the data: another answer is asked for once what was only named before
///   has something to say
/// @param grounds what the permission rests on
public record Hearing(
        ModelVersion subject,
        Optional<ModelVersion> against,
        GateRevision gate,
        List<DatasetVersion> on,
        List<EvaluationRecord> evaluations,
        Permission permission,
        Grounds grounds) {

    public Hearing {
        on = List.copyOf(on);
        evaluations = List.copyOf(evaluations);
    }

    /// A digest of the question: the same question has the same verdict.
    public String id() {
        List<String> lines = new ArrayList<>();
        lines.add("subject " + subject.reference() + " " + subject.digest());
        lines.add("against " + against.map(v -> v.reference() + " " + v.digest()).orElse("none"));
        lines.add("gate " + gate.digest());
        on.forEach(d -> lines.add("on " + d.reference() + " " + d.digest()));
        lines.add("permission " + permission);
        gate.gate().criteria().stream()
                .filter(Signed.class::isInstance)
                .map(Signed.class::cast)
                .forEach(c -> lines.add(c.id() + " " + subject.signedFiles().by(c.trust())));
        grounds.read().forEach((of, digest) -> lines.add("read " + of + " " + digest));
        predictions().forEach((of, digest) -> lines.add("predictions " + of + " " + digest));
        return Digests.ofLines(lines).substring(0, 32);
    }

    /// The digests of the predictions concerned, by model version and dataset.
    public Map<String, String> predictions() {
        Map<String, String> digests = new TreeMap<>();
        evaluations.forEach(e ->
                digests.put(
                        Reference.predictions(e.model(), e.dataset()).toString(), e.predictions()));
        return digests;
    }
}
