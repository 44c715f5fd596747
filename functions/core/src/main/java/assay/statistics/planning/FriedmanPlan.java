package assay.statistics.planning;

/// Friedman's test of several models over several datasets, by the non-central chi-squared
/// distribution. Friedman's statistic is the number of datasets times the number of models less one
/// times Kendall's coefficient of concordance, so that the effect is that coefficient of the ranks
/// to be expected, as [#concordance] has it: 0 where no model is better, 1 where all datasets rank
/// alike. Observations are datasets.
///
/// The variance is the one under the null, as in Noether's plans (1987): for large effects the size
/// errs on the large side.
///
/// @param models `>= 3`
/// @param alpha `0 < alpha < 1`
public record FriedmanPlan(int models, double alpha) implements Plan {

    public FriedmanPlan {
        if (models < 3) {
            throw new IllegalArgumentException(
                    models + " models; two are compared by Wilcoxon or by the sign test");
        }
        Requirements.probability("alpha", alpha);
    }

    /// @param effect in [0, 1]
    /// @param n datasets
    @Override
    public double power(double effect, double n) {
        if (!(effect >= 0 && effect <= 1)) {
            throw new IllegalArgumentException("concordance " + effect + " is not in [0, 1]");
        }
        return new ChiSquarePlan(models - 1, alpha).power(Math.sqrt((models - 1) * effect), n);
    }

    /// The effect of ranks that are to be expected on average: the mean square of their distances
    /// from the middle rank, as a share of what it would be were all datasets to rank alike.
    ///
    /// @param averageRanks by model, each in `[1, models]`
    public double concordance(double... averageRanks) {
        if (averageRanks.length != models) {
            throw new IllegalArgumentException(averageRanks.length + " ranks of " + models);
        }
        double middle = (models + 1) / 2.0;
        double squares = 0;
        for (double rank : averageRanks) {
            squares += (rank - middle) * (rank - middle);
        }
        return 12 * squares / (models * ((double) models * models - 1));
    }
}
