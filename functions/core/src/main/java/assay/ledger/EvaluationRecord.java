package assay.ledger;

import assay.lineage.Reference;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// How a model version fared on a dataset version.
///
/// @param predictions digest of what was evaluated
/// @param predictedAt when the last of it was uploaded
/// @param datasetDigest digest of what it was held against
/// @param evaluatedAt when
/// @param rows that have both a label and a prediction
/// @param missing rows that have no prediction
/// @param metrics each with its interval
public record EvaluationRecord(
        Reference model,
        Reference dataset,
        String predictions,
        Instant predictedAt,
        String datasetDigest,
        Instant evaluatedAt,
        int rows,
        int missing,
        JsonNode metrics) {}
