package assay.gate;

import assay.gate.Budget.Turn;
import assay.gate.Finding.Measured;
import assay.lineage.Grounds;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Whether a version may be promoted, and what that was decided from.
///
/// @param id a digest of what was asked: subject, champion, gate, datasets and predictions
/// @param subject the challenger
/// @param against the champion; empty where there was none
/// @param on the datasets it was tried on
/// @param outcome of the whole
/// @param issuedAt when it was decided
/// @param alpha the level of this try; 0 where there was none to give it
/// @param summary one sentence a person would say
/// @param findings one for each criterion and dataset
/// @param evidence what anybody needs to decide it again
public record Verdict(
        String id,
        Reference subject,
        Optional<Reference> against,
        List<Reference> on,
        Outcome outcome,
        Instant issuedAt,
        double alpha,
        String summary,
        List<Finding> findings,
        Evidence evidence) {

    public Verdict {
        on = List.copyOf(on);
        findings = List.copyOf(findings);
    }

    /// A p-value of the claim that every criterion holds: the greatest of the criteria's own, since
    /// all of them must be met (Berger 1982). What was disproved has 1, and so has what was left
    /// open without a p-value. Two-sided p-values stand as they are, so it errs on the safe side.
    ///
    /// It agrees with the outcome at any `level >= alpha`: at most `level` when promoted, above it
    /// when not.
    ///
    /// @param level of the stream that asks
    public double pValue(double level) {
        double greatest = findings.stream().mapToDouble(Verdict::pValue).max().orElse(1);
        return outcome == Outcome.PROMOTE
                ? Math.min(greatest, alpha)
                : Math.max(greatest, Math.nextUp(level));
    }

    private static double pValue(Finding finding) {
        return finding.slices().isEmpty()
                ? pValue(finding.outcome(), finding.measured())
                : finding.slices().stream()
                        .mapToDouble(s -> pValue(s.outcome(), s.measured()))
                        .map(p -> Math.min(1, p * finding.slices().size()))
                        .max()
                        .orElse(1);
    }

    private static double pValue(Finding.Outcome outcome, Optional<Measured> measured) {
        return switch (outcome) {
            case PASS -> measured.map(Measured::pValue).orElse(OptionalDouble.empty()).orElse(0);
            case UNDECIDED ->
                    measured.map(Measured::pValue).orElse(OptionalDouble.empty()).orElse(1);
            case NOT_APPLICABLE -> 0;
            case FAIL, INVALID -> 1;
        };
    }

    /// The one vocabulary, offline and online.
    public enum Outcome {
        /// Every criterion is proved.
        PROMOTE,
        /// A criterion is disproved.
        REJECT,
        /// None is disproved, one is open.
        NEED_DATA,
        /// The question could not be asked.
        INVALID
    }

    /// The digests of everything that was read, and what the decision rests on.
    ///
    /// @param model digest of the challenger
    /// @param against digest of the champion; empty where there was none
    /// @param datasets digests by reference
    /// @param predictions digests by model version and dataset
    /// @param gate digest of the gate
    /// @param program the version of Assay that decided
    /// @param seed of everything that was drawn
    /// @param turns what the try was given of each test set's budget; empty where it costs nothing
    /// @param grounds what was read of the permission to use the data
    public record Evidence(
            String model,
            Optional<String> against,
            Map<String, String> datasets,
            Map<String, String> predictions,
            String gate,
            String program,
            long seed,
            Map<Reference, Turn> turns,
            Grounds grounds) {
        public Evidence {
            turns = Map.copyOf(turns);
            datasets = Map.copyOf(datasets);
            predictions = Map.copyOf(predictions);
        }
    }
}
