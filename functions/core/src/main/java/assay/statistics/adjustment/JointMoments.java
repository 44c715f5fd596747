package assay.statistics.adjustment;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.StatisticalTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Count, means and centred cross-products of several columns: all that an adjustment reads of its
/// rows. Merging two gives, to rounding, what all rows together would have given.
///
/// @param count of rows
/// @param means by column
/// @param crossProducts the sums of products of deviations, row by row of the symmetric matrix
public record JointMoments(long count, List<Double> means, List<Double> crossProducts) {

    /// The answer to any question about rows with a value that is NaN or infinite.
    static final StatisticalTest NOT_FINITE =
            question ->
                    new CannotSay(
                            Reason.NOT_FINITE, "an outcome or a covariate is NaN or infinite");

    public JointMoments {
        means = List.copyOf(means);
        crossProducts = List.copyOf(crossProducts);
        if (count < 0 || crossProducts.size() != means.size() * means.size()) {
            throw new IllegalArgumentException(
                    "%d cross-products of %d columns over %d rows"
                            .formatted(crossProducts.size(), means.size(), count));
        }
    }

    /// No row of so many columns.
    public static JointMoments none(int columns) {
        return new JointMoments(
                0, Collections.nCopies(columns, 0.0), Collections.nCopies(columns * columns, 0.0));
    }

    /// Of columns of the same length.
    public static JointMoments of(double[]... columns) {
        int rows = columns[0].length;
        double[] means = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            if (columns[j].length != rows) {
                throw new IllegalArgumentException(
                        columns[j].length + " values in column " + j + ", not " + rows);
            }
            means[j] = rows == 0 ? 0 : mean(columns[j]);
        }
        List<Double> products = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                products.add(product(columns[i], means[i], columns[j], means[j]));
            }
        }
        return new JointMoments(rows, Arrays.stream(means).boxed().toList(), products);
    }

    /// Of both sets of rows.
    public JointMoments plus(JointMoments other) {
        if (other.columns() != columns()) {
            throw new IllegalArgumentException(
                    other.columns() + " columns cannot be merged with " + columns());
        }
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double share = (double) other.count / (count + other.count);
        List<Double> mean = new ArrayList<>();
        List<Double> products = new ArrayList<>();
        for (int i = 0; i < columns(); i++) {
            double apart = other.mean(i) - mean(i);
            mean.add(mean(i) + apart * share);
            for (int j = 0; j < columns(); j++) {
                products.add(
                        product(i, j)
                                + other.product(i, j)
                                + apart * (other.mean(j) - mean(j)) * share * count);
            }
        }
        return new JointMoments(count + other.count, mean, products);
    }

    boolean isFinite() {
        return crossProducts.stream().allMatch(Double::isFinite);
    }

    public int columns() {
        return means.size();
    }

    public double mean(int column) {
        return means.get(column);
    }

    /// The sum of the products of two columns' deviations from their means.
    public double product(int first, int second) {
        return crossProducts.get(first * columns() + second);
    }

    /// The centre, then once more for what rounding left.
    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double rough = sum / values.length;
        double rest = 0;
        for (double value : values) {
            rest += value - rough;
        }
        return rough + rest / values.length;
    }

    private static double product(double[] x, double meanX, double[] y, double meanY) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum;
    }
}
