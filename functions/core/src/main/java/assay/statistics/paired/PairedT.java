package assay.statistics.paired;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;

/// Student's paired t test of the mean difference.
///
/// Fewer than two rows have no answer; neither have differences that are all equal.
///
/// @param differences their moments, which shards can add up
public record PairedT(Moments differences) implements StatisticalTest {

    /// Of one difference per row.
    public static PairedT of(double... differences) {
        return new PairedT(Moments.of(differences));
    }

    /// Of `challenger[i] - champion[i]`, row by row.
    public static PairedT of(double[] challenger, double[] champion) {
        return new PairedT(Moments.ofDifferences(challenger, champion));
    }

    @Override
    public Inference answer(Question question) {
        if (differences.count() < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a paired t test needs 2 rows, and there are " + differences.count());
        }
        return new Pivot(differences.mean(), differences.standardError(), differences.count() - 1)
                .answer(question);
    }
}
