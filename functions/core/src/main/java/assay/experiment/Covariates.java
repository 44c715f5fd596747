package assay.experiment;

import java.util.Arrays;

/// What is known of each metric's covariates over all units: whether they tell units apart, and
/// what stands in for one that a unit lacks.
final class Covariates {

    private final int[] outcomes;
    private final long[][] count;
    private final double[][] mean;
    private final double[][] least;
    private final double[][] greatest;

    Covariates(Experiment experiment, Observed shape) {
        outcomes = experiment.metrics().stream().mapToInt(Observed::outcomes).toArray();
        int metrics = outcomes.length;
        count = new long[metrics][];
        mean = new double[metrics][];
        least = new double[metrics][];
        greatest = new double[metrics][];
        for (int m = 0; m < metrics; m++) {
            int columns = shape.rows[m].length;
            count[m] = new long[columns];
            mean[m] = new double[columns];
            least[m] = new double[columns];
            greatest[m] = new double[columns];
            Arrays.fill(least[m], Double.POSITIVE_INFINITY);
            Arrays.fill(greatest[m], Double.NEGATIVE_INFINITY);
        }
    }

    void add(Observed seen) {
        for (int m = 0; m < outcomes.length; m++) {
            double[] row = seen.rows[m];
            for (int j = outcomes[m]; j < row.length; j++) {
                double value = row[j];
                if (!Double.isNaN(value)) {
                    mean[m][j] += (value - mean[m][j]) / ++count[m][j];
                    least[m][j] = Math.min(least[m][j], value);
                    greatest[m][j] = Math.max(greatest[m][j], value);
                }
            }
        }
    }

    /// Adds what is known of other units.
    void add(Covariates others) {
        for (int m = 0; m < outcomes.length; m++) {
            for (int j = outcomes[m]; j < mean[m].length; j++) {
                long more = others.count[m][j];
                if (more > 0) {
                    count[m][j] += more;
                    mean[m][j] += (others.mean[m][j] - mean[m][j]) * more / count[m][j];
                    least[m][j] = Math.min(least[m][j], others.least[m][j]);
                    greatest[m][j] = Math.max(greatest[m][j], others.greatest[m][j]);
                }
            }
        }
    }

    /// Whether there is anything to adjust for.
    boolean vary(int metric) {
        for (int j = outcomes[metric]; j < mean[metric].length; j++) {
            if (least[metric][j] < greatest[metric][j]) {
                return true;
            }
        }
        return false;
    }

    /// The mean over all units that have it, by column.
    double[] means(int metric) {
        return mean[metric];
    }
}
