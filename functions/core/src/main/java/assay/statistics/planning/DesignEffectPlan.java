package assay.statistics.planning;

/// Another plan whose rows tell less (or more) than independent rows of equal weight would: so many
/// rows count as one.
///
/// The plan's degrees of freedom, if it has any, are those of the rows that count; with fewer than
/// some forty clusters the test of clusters has fewer, and the power is lower than said here.
///
/// @param plan of independent rows
/// @param rowsThatCountAsOne the design effect, `> 0`
public record DesignEffectPlan(Plan plan, double rowsThatCountAsOne) implements Plan {

    public DesignEffectPlan {
        Requirements.positive("design effect", rowsThatCountAsOne);
    }

    /// Rows in clusters (Eldridge, Ashby and Kerry 2006; with equal sizes Donner and Klar 2000).
    ///
    /// @param plan of independent rows
    /// @param meanSize rows of a cluster on average, `>= 1`
    /// @param variationOfSizes standard deviation of the sizes over their mean, `>= 0`
    /// @param correlation of two rows of one cluster, in [0, 1)
    public static DesignEffectPlan clustered(
            Plan plan, double meanSize, double variationOfSizes, double correlation) {
        if (!(meanSize >= 1 && variationOfSizes >= 0)) {
            throw new IllegalArgumentException(
                    "clusters of " + meanSize + " rows with variation " + variationOfSizes);
        }
        if (!(correlation >= 0 && correlation < 1)) {
            throw new IllegalArgumentException("correlation " + correlation + " is not in [0, 1)");
        }
        double size = meanSize * (1 + variationOfSizes * variationOfSizes);
        return new DesignEffectPlan(plan, 1 + (size - 1) * correlation);
    }

    /// Rows with weights that have nothing to do with their values (Kish 1965, section 11.7).
    ///
    /// @param plan of rows of equal weight
    /// @param variationOfWeights standard deviation of the weights over their mean, `>= 0`
    public static DesignEffectPlan weighted(Plan plan, double variationOfWeights) {
        if (!(variationOfWeights >= 0)) {
            throw new IllegalArgumentException(
                    "variation of weights " + variationOfWeights + " is negative");
        }
        return new DesignEffectPlan(plan, 1 + variationOfWeights * variationOfWeights);
    }

    /// An outcome less what covariates or strata predict of it: CUPED, regression adjustment and
    /// post-stratification (Deng, Xu, Kohavi and Walker 2013, equation 4).
    ///
    /// @param plan of the outcome as it is
    /// @param explained share of the outcome's variance within a group, in [0, 1): with one
    ///   covariate its squared correlation
    public static DesignEffectPlan adjusted(Plan plan, double explained) {
        if (!(explained >= 0 && explained < 1)) {
            throw new IllegalArgumentException(
                    "explained share " + explained + " is not in [0, 1)");
        }
        return new DesignEffectPlan(plan, 1 - explained);
    }

    @Override
    public long least() {
        return Math.max(plan.least(), (long) Math.ceil(plan.least() * rowsThatCountAsOne));
    }

    @Override
    public double power(double effect, double n) {
        return plan.power(effect, n / rowsThatCountAsOne);
    }
}
