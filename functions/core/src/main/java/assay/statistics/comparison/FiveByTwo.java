package assay.statistics.comparison;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Pivot;
import assay.statistics.StatisticalTest;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;

/// Five replications of two-fold cross-validation.
///
/// @param differences of the two models' scores: the two folds of the first replication, then of
///   the second, and so on
public record FiveByTwo(List<Double> differences) {

    private static final int REPLICATIONS = 5;

    public FiveByTwo {
        differences = List.copyOf(differences);
        if (differences.size() != 2 * REPLICATIONS) {
            throw new IllegalArgumentException(
                    differences.size() + " differences, not two for each of five replications");
        }
    }

    /// Dietterich's t-test (1998, section 3.5): the difference of the first fold, by the spread
    /// within the replications, with 5 degrees of freedom.
    public StatisticalTest t() {
        return new Pivot(
                differences.getFirst(), Math.sqrt(varianceWithin() / REPLICATIONS), REPLICATIONS);
    }

    /// Alpaydın's combined F-test of no difference (1999), with 10 and 5 degrees of freedom; it
    /// does not hang on the order of the folds.
    public CombinedF combined() {
        double variance = varianceWithin();
        if (!Double.isFinite(variance)) {
            return new CombinedF.Unknown(
                    new CannotSay(Reason.NOT_FINITE, "a difference is NaN or infinite"));
        }
        if (variance == 0) {
            return new CombinedF.Unknown(
                    new CannotSay(Reason.NO_VARIATION, "no replication's folds differ"));
        }
        double squares = 0;
        double sum = 0;
        for (double difference : differences) {
            squares += difference * difference;
            sum += difference;
        }
        double f = squares / (2 * variance);
        return new CombinedF.Known(
                sum / differences.size(),
                f,
                FDistribution.of(2 * REPLICATIONS, REPLICATIONS).survivalProbability(f));
    }

    /// The sum of the replications' variances.
    private double varianceWithin() {
        double sum = 0;
        for (int i = 0; i < differences.size(); i += 2) {
            double apart = differences.get(i) - differences.get(i + 1);
            sum += apart * apart / 2;
        }
        return sum;
    }

    /// What the combined test answers.
    public sealed interface CombinedF {

        /// @param meanDifference over all ten folds
        record Known(double meanDifference, double statistic, double pValue) implements CombinedF {}

        /// No answer.
        record Unknown(CannotSay reason) implements CombinedF {}
    }
}
