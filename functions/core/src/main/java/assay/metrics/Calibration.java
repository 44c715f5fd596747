package assay.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How well probabilities agree with frequencies: rows in 15 bins of equal width over `[0, 1]`,
/// each closed on the right (the first on both sides), as Guo et al. (2017) and scikit-learn's
/// `calibration_curve` bin them.
///
/// @param bins those with rows, in ascending order
public record Calibration(List<Bin> bins) {
    static final int BINS = 15;
    private static final int SUMS = 4;

    /// Rows of nearly one score.
    ///
    /// @param lower the bin's lower end
    /// @param upper its upper end
    /// @param weight of its rows
    /// @param meanScore the mean probability given
    /// @param frequency the share of positives
    public record Bin(
            double lower, double upper, double weight, double meanScore, double frequency) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    /// The reliability curve of these predictions.
    public static Calibration of(BinaryPredictions predictions) {
        double[][] sums = sums(predictions);
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double weight = sums[bin][0];
            if (weight > 0) {
                bins.add(
                        new Bin(
                                edge(bin),
                                edge(bin + 1),
                                weight,
                                sums[bin][1] / weight,
                                sums[bin][2] / weight));
            }
        }
        return new Calibration(bins);
    }

    /// The expected calibration error: the mean distance between score and frequency of the bins.
    public double error() {
        double sum = 0;
        double total = 0;
        for (Bin bin : bins) {
            sum += bin.weight() * Math.abs(bin.meanScore() - bin.frequency());
            total += bin.weight();
        }
        return sum / total;
    }

    /// By bin, of the rows as they weigh: the sums of weights, of scores, of positives, and of
    /// squared distances between score and truth.
    static double[][] sums(BinaryPredictions predictions) {
        return predictions
                .memory()
                .ofSmall(Calibration.class, double[][].class, () -> summed(predictions));
    }

    private static double[][] summed(BinaryPredictions predictions) {
        double[] all = Rows.sums(predictions.rows(), (from, to) -> sums(predictions, from, to));
        double[][] sums = new double[BINS][];
        for (int bin = 0; bin < BINS; bin++) {
            sums[bin] = Arrays.copyOfRange(all, bin * SUMS, (bin + 1) * SUMS);
        }
        return sums;
    }

    private static double[] sums(BinaryPredictions predictions, int from, int to) {
        double @Nullable [] weights = predictions.facts().weights();
        double[] scores = predictions.scores();
        boolean[] positives = predictions.positives();
        double[] sums = new double[BINS * SUMS];
        for (int row = from; row < to; row++) {
            double score = scores[row];
            double weight = weights == null ? 1 : weights[row];
            double excess = score - (positives[row] ? 1 : 0);
            int bin = bin(score) * SUMS;
            sums[bin] += weight;
            sums[bin + 1] += weight * score;
            sums[bin + 2] += positives[row] ? weight : 0;
            sums[bin + 3] += weight * excess * excess;
        }
        return sums;
    }

    static int bin(double score) {
        int bin = Math.min((int) (score * BINS), BINS - 1);
        if (bin > 0 && score <= edge(bin)) {
            return bin - 1;
        }
        return bin < BINS - 1 && score > edge(bin + 1) ? bin + 1 : bin;
    }

    private static double edge(int bin) {
        return bin == BINS ? 1 : bin * (1.0 / BINS);
    }
}
