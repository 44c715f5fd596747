package assay.gate;

import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a version may be promoted, and what that was decided from.
///
/// @param id a digest of what was asked: subject, champion, gate, datasets and predictions
/// @param subject the challenger
/// @param against the champion; empty where there was none
/// @param on the datasets it was tried on
/// @param outcome of the whole
/// @param issuedAt when it was decided
/// @param alpha the level of this try
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
    /// @param datasets digests by reference
    /// @param predictions digests by model version and dataset
    /// @param gate digest of the gate
    /// @param program the version of Assay that decided
    /// @param seed of everything that was drawn
    public record Evidence(
            String model,
            Map<String, String> datasets,
            Map<String, String> predictions,
            String gate,
            String program,
            long seed) {
        public Evidence {
            datasets = Map.copyOf(datasets);
            predictions = Map.copyOf(predictions);
        }
    }
}
