package assay.statistics.paired;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.WeightedMoments;

/// The t test of a mean difference over weighted rows, over clusters of rows, or over clusters of
/// weighted rows.
///
/// The variance is linearised; the degrees of freedom are [WeightedMoments#degreesOfFreedom()],
/// fewer than clusters less one where clusters differ in size: with the latter, ten clusters of 1
/// to 9 rows cover 93.3 % instead of 95 %.
///
/// @param differences their moments, which shards can add up if no cluster is in two of them
public record RobustPairedT(WeightedMoments differences) implements StatisticalTest {

    /// Of one difference and one weight per row.
    public static RobustPairedT weighted(double[] differences, double[] weights) {
        return new RobustPairedT(WeightedMoments.of(differences, weights));
    }

    /// Of rows that come in clusters.
    public static RobustPairedT clustered(double[] differences, int[] clusters) {
        return new RobustPairedT(WeightedMoments.ofClusters(differences, clusters));
    }

    /// Of weighted rows that come in clusters.
    public static RobustPairedT clustered(double[] differences, double[] weights, int[] clusters) {
        return new RobustPairedT(WeightedMoments.ofClusters(differences, weights, clusters));
    }

    @Override
    public Inference answer(Question question) {
        if (differences.count() < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a paired t test needs 2 weighted rows or clusters, and there are "
                            + differences.count());
        }
        return new Pivot(
                        differences.mean(),
                        differences.standardError(),
                        differences.degreesOfFreedom())
                .answer(question);
    }
}
