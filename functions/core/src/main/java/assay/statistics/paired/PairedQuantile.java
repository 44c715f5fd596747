package assay.statistics.paired;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.QuantileSlope;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;
import assay.statistics.WeightedMoments;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// The difference between the same quantile of two readings of the same rows.
///
/// Each quantile is linear, to first order, in the share of rows below it; its slope comes from
/// outer order statistics (Deng, Knoblich and Lu 2018). The rows' joint influence on both quantiles
/// then has a variance that knows about the pairing, and about clusters if there are any.
public final class PairedQuantile implements StatisticalTest {

    private final double[] challenger;
    private final double[] champion;
    private final Supplier<double[]> sortedChallenger;
    private final Supplier<double[]> sortedChampion;
    private final int[] clusters;
    private final double probability;

    private PairedQuantile(
            double[] challenger,
            double[] champion,
            Supplier<double[]> sortedChallenger,
            Supplier<double[]> sortedChampion,
            int[] clusters,
            double probability) {
        if (challenger.length != champion.length) {
            throw new IllegalArgumentException(
                    challenger.length + " rows cannot be paired with " + champion.length);
        }
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in (0, 1)");
        }
        this.challenger = challenger;
        this.champion = champion;
        this.sortedChallenger = sortedChallenger;
        this.sortedChampion = sortedChampion;
        this.clusters = clusters;
        this.probability = probability;
    }

    /// Of independent rows, which are read again by each answer.
    ///
    /// @param probability `0 < probability < 1`
    public static PairedQuantile of(double[] challenger, double[] champion, double probability) {
        return clustered(challenger, champion, new int[0], probability);
    }

    /// Of independent rows whose readings have been sorted already.
    ///
    /// @param sortedChallenger the same readings as `challenger`, ascending
    /// @param sortedChampion the same readings as `champion`, ascending
    /// @param probability `0 < probability < 1`
    public static PairedQuantile of(
            double[] challenger,
            double[] champion,
            double[] sortedChallenger,
            double[] sortedChampion,
            double probability) {
        return new PairedQuantile(
                challenger,
                champion,
                () -> sortedChallenger,
                () -> sortedChampion,
                new int[0],
                probability);
    }

    /// Of rows that come in clusters, which are read again by each answer.
    public static PairedQuantile clustered(
            double[] challenger, double[] champion, int[] clusters, double probability) {
        return new PairedQuantile(
                challenger,
                champion,
                () -> Sorting.sorted(challenger),
                () -> Sorting.sorted(champion),
                clusters,
                probability);
    }

    @Override
    public Inference answer(Question question) {
        if (challenger.length < 2) {
            return tooFew(question);
        }
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        Side left = Side.of(challenger, sortedChallenger.get(), clusters, probability, reach);
        Side right = Side.of(champion, sortedChampion.get(), clusters, probability, reach);
        if (!left.finite() || !right.finite()) {
            return new CannotSay(Reason.NOT_FINITE, "a reading is NaN or infinite");
        }
        if (left.slope().isEmpty() || right.slope().isEmpty()) {
            return tooFew(question);
        }
        double ofLeft = left.slope().getAsDouble();
        double ofRight = right.slope().getAsDouble();
        double error =
                clusters.length == 0
                        ? moments(left.value(), right.value(), ofLeft, ofRight).standardError()
                        : WeightedMoments.ofClusters(
                                        influence(left.value(), right.value(), ofLeft, ofRight),
                                        clusters)
                                .standardError();
        return Pivot.normal(left.value() - right.value(), error).answer(question);
    }

    /// What each row adds to the difference, to first order: a row's reading counts by the slope of
    /// its quantile if it is not above it.
    private double[] influence(double left, double right, double ofLeft, double ofRight) {
        double[] influence = new double[challenger.length];
        for (int i = 0; i < influence.length; i++) {
            influence[i] =
                    (champion[i] <= right ? ofRight : 0) - (challenger[i] <= left ? ofLeft : 0);
        }
        return influence;
    }

    /// The moments of the same, from how many rows are not above either quantile, one, or both.
    private Moments moments(double left, double right, double ofLeft, double ofRight) {
        int both = 0;
        int onlyLeft = 0;
        int onlyRight = 0;
        for (int i = 0; i < challenger.length; i++) {
            int inLeft = challenger[i] <= left ? 1 : 0;
            int inRight = champion[i] <= right ? 1 : 0;
            both += inLeft & inRight;
            onlyLeft += inLeft & ~inRight;
            onlyRight += inRight & ~inLeft;
        }
        return Moments.ofEqual(both, ofRight - ofLeft)
                .plus(Moments.ofEqual(onlyLeft, -ofLeft))
                .plus(Moments.ofEqual(onlyRight, ofRight))
                .plus(Moments.ofEqual(challenger.length - both - onlyLeft - onlyRight, 0));
    }

    private CannotSay tooFew(Question question) {
        return new CannotSay(
                Reason.TOO_FEW,
                "%d rows are too few for an interval of the %s quantile at confidence %s"
                        .formatted(challenger.length, probability, question.confidence()));
    }

    /// One reading's quantile, and how it moves with the share of rows below.
    private record Side(double value, OptionalDouble slope, boolean finite) {

        static Side of(
                double[] values,
                double[] sorted,
                int[] clusters,
                double probability,
                double reach) {
            double value = Quantiles.of(sorted, probability);
            double error =
                    clusters.length == 0
                            ? QuantileSlope.shareError(probability, values.length)
                            : QuantileSlope.shareError(values, clusters, value);
            boolean finite =
                    Double.isFinite(sorted[0]) && Double.isFinite(sorted[sorted.length - 1]);
            return new Side(value, QuantileSlope.of(sorted, probability, error, reach), finite);
        }
    }
}
