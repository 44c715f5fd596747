package assay.metrics;

import java.util.List;
import java.util.Objects;

/// Predictions joined with their labels, row by row: what a metric is a function of.
///
/// Immutable; arrays that are handed in are kept, not copied, and must not change afterwards.
/// Losses and orders that several metrics need are computed once and remembered while there is
/// room.
public sealed interface Predictions
        permits BinaryPredictions,
                MulticlassPredictions,
                RegressionPredictions,
                RankingPredictions,
                ScoredPredictions {

    /// What was predicted.
    Task task();

    /// How many rows.
    default int rows() {
        return facts().rows();
    }

    /// A slice: some rows, in the order asked for.
    Predictions at(int[] rows);

    /// The same rows answered otherwise.
    ///
    /// @param scores one column; of multiclass one for each class, in the order of the classes
    Predictions rescored(List<double[]> scores);

    /// Identifiers, weights, clusters, latencies.
    RowFacts facts();

    /// What was computed from these predictions before.
    Memory memory();

    /// How many observations a metric averages over: rows, or queries in ranking.
    default int units() {
        return rows();
    }

    /// The weights and clusters of the observations.
    default RowFacts unitFacts() {
        return facts();
    }

    /// Throws unless one fact was given per prediction.
    static void requireSameRows(int predictions, int labels, RowFacts facts) {
        if (predictions != labels || predictions != Objects.requireNonNull(facts).rows()) {
            throw new IllegalArgumentException(
                    predictions
                            + " predictions, "
                            + labels
                            + " labels, facts of "
                            + facts.rows()
                            + " rows");
        }
    }
}
