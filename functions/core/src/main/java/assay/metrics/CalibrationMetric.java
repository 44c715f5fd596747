package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Moments;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The expected calibration error ([Calibration]).
///
/// It is biased upwards: even perfect probabilities miss the frequencies of finite bins.
enum CalibrationMetric implements Formula.Whole {
    ECE;

    @Override
    public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        return Optional.empty();
    }

    @Override
    public double value(Predictions predictions, Setting setting) {
        return error(Calibration.sums((BinaryPredictions) predictions));
    }

    @Override
    public Moments moments(Predictions predictions, Setting setting) {
        double[][] sums = Calibration.sums((BinaryPredictions) predictions);
        double mean = error(sums);
        double squares = 0;
        for (double[] bin : sums) {
            squares += bin[1] == bin[2] ? 0 : bin[3];
        }
        int rows = predictions.rows();
        return new Moments(rows, mean, Math.max(0, squares - rows * mean * mean));
    }

    @Override
    public Linearised linearised(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        double[][] sums = Calibration.sums(binary);
        double value = error(sums);
        double[] pseudoValues = new double[binary.rows()];
        for (int row = 0; row < pseudoValues.length; row++) {
            double score = binary.score(row);
            double[] bin = sums[Calibration.bin(score)];
            double excess = score - (binary.positive(row) ? 1 : 0);
            pseudoValues[row] = Math.signum(bin[1] - bin[2]) * excess;
        }
        return new Linearised(value, pseudoValues);
    }

    @Override
    public ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        int rows = binary.rows();
        byte[] bins = new byte[rows];
        double[] excess = new double[rows];
        for (int row = 0; row < rows; row++) {
            bins[row] = (byte) Calibration.bin(binary.score(row));
            excess[row] = binary.score(row) - (binary.positive(row) ? 1 : 0);
        }
        return weights -> error(bins, excess, weights);
    }

    /// Of rows that weigh otherwise.
    private static double error(byte[] bins, double[] excess, double[] weights) {
        double[] sums = new double[Calibration.BINS];
        double total = 0;
        for (int row = 0; row < bins.length; row++) {
            sums[bins[row]] += weights[row] * excess[row];
            total += weights[row];
        }
        double distance = 0;
        for (double sum : sums) {
            distance += Math.abs(sum);
        }
        return distance / total;
    }

    private static double error(double[][] sums) {
        double distance = 0;
        double total = 0;
        for (double[] bin : sums) {
            distance += Math.abs(bin[1] - bin[2]);
            total += bin[0];
        }
        return distance / total;
    }
}
