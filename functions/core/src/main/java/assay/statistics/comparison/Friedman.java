package assay.statistics.comparison;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/// Whether several models differ over several datasets, and which ones do (Demšar 2006, section
/// 3.2.2): Friedman's test with the correction for ties, Iman and Davenport's F, and Nemenyi's
/// comparison of all pairs.
public sealed interface Friedman {

    /// The answer.
    ///
    /// @param datasets the number of them
    /// @param averageRanks by model; the greatest score has rank 1
    /// @param chiSquare Friedman's statistic
    /// @param pValue of it, by the chi-square distribution
    /// @param f Iman and Davenport's statistic; infinite where all datasets rank alike
    /// @param fPValue of it
    record Ranked(
            int datasets,
            List<Double> averageRanks,
            double chiSquare,
            double pValue,
            double f,
            double fPValue)
            implements Friedman {

        public Ranked {
            averageRanks = List.copyOf(averageRanks);
        }

        /// By how much the average ranks of two models must differ to be told apart at level
        /// `alpha` among all pairs (Nemenyi).
        public double criticalDifference(double alpha) {
            return new StudentizedRange(averageRanks.size()).upperQuantile(alpha) * unit();
        }

        /// The average rank of one model minus another's, simultaneous over all pairs; two-sided
        /// only.
        public Inference difference(int model, int other, Question question) {
            if (question.alternative() != Alternative.TWO_SIDED) {
                throw new IllegalArgumentException("Nemenyi's comparison of pairs is two-sided");
            }
            double estimate = averageRanks.get(model) - averageRanks.get(other);
            double q = Math.abs(estimate - question.nullValue()) / unit();
            double margin = criticalDifference(question.alpha());
            return new Inferred(
                    estimate,
                    new Interval(estimate - margin, estimate + margin),
                    new StudentizedRange(averageRanks.size()).survival(q),
                    q);
        }

        private double unit() {
            double k = averageRanks.size();
            return Math.sqrt(k * (k + 1) / (12.0 * datasets));
        }
    }

    /// No answer.
    record Unknown(CannotSay reason) implements Friedman {}

    /// Ranks the models on each dataset.
    ///
    /// @param scores by dataset, then by model; greater is better
    static Friedman of(List<List<Double>> scores) {
        int datasets = scores.size();
        int models = datasets == 0 ? 0 : scores.getFirst().size();
        if (datasets < 2 || models < 3) {
            return new Unknown(
                    new CannotSay(
                            Reason.TOO_FEW,
                            "it takes two datasets and three models, and there are %d and %d"
                                    .formatted(datasets, models)));
        }
        double[] sums = new double[models];
        double ties = 0;
        for (List<Double> dataset : scores) {
            if (dataset.size() != models) {
                throw new IllegalArgumentException(
                        dataset.size() + " scores of " + models + " models");
            }
            for (int i = 0; i < models; i++) {
                double score = dataset.get(i);
                if (Double.isNaN(score)) {
                    return new Unknown(new CannotSay(Reason.NOT_FINITE, "a score is NaN"));
                }
                double better = dataset.stream().filter(other -> other > score).count();
                double equal = dataset.stream().filter(other -> other == score).count();
                sums[i] += better + (equal + 1) / 2;
                // Summed over a group of t ties, this is t³ - t.
                ties += equal * equal - 1;
            }
        }
        double centre = datasets * (models + 1) / 2.0;
        double spread = 0;
        List<Double> averageRanks = new ArrayList<>();
        for (double sum : sums) {
            spread += (sum - centre) * (sum - centre);
            averageRanks.add(sum / datasets);
        }
        double scale = datasets * models * (models + 1.0) / 12 - ties / (12 * (models - 1.0));
        if (!(scale > 1e-9)) {
            return new Unknown(
                    new CannotSay(Reason.NO_VARIATION, "all models tie on every dataset"));
        }
        double chiSquare = spread / scale;
        double freedom = models - 1.0;
        double rest = datasets * freedom - chiSquare;
        double f = rest > 1e-9 ? (datasets - 1) * chiSquare / rest : Double.POSITIVE_INFINITY;
        return new Ranked(
                datasets,
                averageRanks,
                chiSquare,
                ChiSquaredDistribution.of(freedom).survivalProbability(chiSquare),
                f,
                FDistribution.of(freedom, freedom * (datasets - 1)).survivalProbability(f));
    }
}
