package assay.statistics.adjustment;

/// One arm seen through one outcome: a mean, or a ratio of means made linear by the delta method.
/// The moments hold the outcome's columns first, then the covariates'.
final class Arm {

    private final JointMoments moments;
    private final double[] gradient;
    private final double outcome;

    private Arm(JointMoments moments, double outcome, double... gradient) {
        this.moments = moments;
        this.gradient = gradient;
        this.outcome = outcome;
    }

    /// Column 0 is the outcome.
    static Arm ofMean(JointMoments moments) {
        return new Arm(moments, moments.mean(0), 1);
    }

    /// Column 0 is the numerator, column 1 the denominator.
    static Arm ofRatio(JointMoments moments) {
        double ratio = moments.mean(0) / moments.mean(1);
        return new Arm(moments, ratio, 1 / moments.mean(1), -ratio / moments.mean(1));
    }

    long rows() {
        return moments.count();
    }

    boolean isFinite() {
        return moments.isFinite();
    }

    double outcome() {
        return outcome;
    }

    int covariates() {
        return moments.columns() - gradient.length;
    }

    double[] covariateMeans() {
        double[] means = new double[covariates()];
        for (int i = 0; i < means.length; i++) {
            means[i] = moments.mean(gradient.length + i);
        }
        return means;
    }

    /// The sum of squares of the linear outcome.
    double outcomeSquares() {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                sum += gradient[i] * gradient[j] * moments.product(i, j);
            }
        }
        return sum;
    }

    /// The cross-products of the covariates with the linear outcome.
    double[] covariateOutcome() {
        double[] products = new double[covariates()];
        for (int i = 0; i < products.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                products[i] += gradient[j] * moments.product(gradient.length + i, j);
            }
        }
        return products;
    }

    double[][] covariateSquares() {
        double[][] products = new double[covariates()][covariates()];
        for (int i = 0; i < products.length; i++) {
            for (int j = 0; j < products.length; j++) {
                products[i][j] = moments.product(gradient.length + i, gradient.length + j);
            }
        }
        return products;
    }

    /// What is left of the sum of squares once the slopes are taken out.
    double residualSquares(double[] slopes) {
        double sum = outcomeSquares() - 2 * Covariates.dot(slopes, covariateOutcome());
        double[][] squares = covariateSquares();
        for (int i = 0; i < slopes.length; i++) {
            sum += slopes[i] * Covariates.dot(slopes, squares[i]);
        }
        return Math.max(sum, 0);
    }
}
