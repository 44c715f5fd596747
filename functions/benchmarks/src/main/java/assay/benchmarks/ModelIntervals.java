package assay.benchmarks;

import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.comparison.CorrectedResampledT;
import assay.statistics.comparison.CorrelatedT;
import assay.statistics.comparison.CorrelatedT.Posterior;
import assay.statistics.comparison.DeLong;
import assay.statistics.comparison.FiveByTwo;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Intervals that compare models: areas under ROC curves and repeated splits of one dataset.
final class ModelIntervals {

    private static final int ROUNDS = 20_000;
    private static final int FOLDS = 10;

    /// What Nadeau and Bengio take for the correlation of two splits: the test rows' share.
    private static final double CORRELATION = 1.0 / FOLDS;

    /// The standard normal distribution function at 1 and at 2.
    private static final double AREA = 0.8413447460685429;

    private static final double HIGH_AREA = 0.9772498680518208;

    private ModelIntervals() {}

    static List<Coverage> all() {
        return List.of(
                area("area 0.84, 50 positives of 150", 50, 100, Math.sqrt(2), AREA),
                area("area 0.84, 200 positives of 600", 200, 400, Math.sqrt(2), AREA),
                area("area 0.98, 50 positives of 150", 50, 100, 2 * Math.sqrt(2), HIGH_AREA),
                area("area 0.98, 200 positives of 600", 200, 400, 2 * Math.sqrt(2), HIGH_AREA),
                new Coverage(
                        "DeLong, two areas",
                        "correlation 1/2, areas 0.84, 50 positives of 150",
                        0,
                        ROUNDS,
                        r -> twoAreas(r, 50, 100)),
                Coverage.of(
                        "corrected resampled t",
                        "10 normal folds, correlation as the method takes it",
                        0,
                        ROUNDS,
                        r -> CorrectedResampledT.of(folds(r), 1.0 / (FOLDS - 1))),
                new Coverage(
                        "correlated Bayesian t",
                        "10 normal folds, correlation as the method takes it",
                        0,
                        ROUNDS,
                        r ->
                                ((Posterior) CorrelatedT.of(folds(r), 1.0 / (FOLDS - 1), 0, 0.95))
                                        .credible()),
                Coverage.of(
                        "5x2cv t",
                        "independent normal folds, as the method takes them",
                        0,
                        ROUNDS,
                        r ->
                                new FiveByTwo(
                                                Arrays.stream(Draws.normal(r, 10, 0))
                                                        .boxed()
                                                        .toList())
                                        .t()));
    }

    private static Coverage area(
            String setting, int positives, int negatives, double shift, double truth) {
        return new Coverage(
                "DeLong, one area",
                setting,
                truth,
                ROUNDS,
                r -> {
                    boolean[] positive = classes(positives, negatives);
                    double[] scores = Draws.normal(r, positive.length, 0);
                    for (int i = 0; i < positives; i++) {
                        scores[i] += shift;
                    }
                    return Coverage.interval(DeLong.of(positive).area(scores).area(Coverage.ASKED));
                });
    }

    private static Interval twoAreas(SplittableRandom random, int positives, int negatives) {
        boolean[] positive = classes(positives, negatives);
        double[] first = new double[positive.length];
        double[] second = new double[positive.length];
        for (int i = 0; i < first.length; i++) {
            double shared = random.nextGaussian() + (i < positives ? 2 : 0);
            first[i] = shared + random.nextGaussian();
            second[i] = shared + random.nextGaussian();
        }
        return Coverage.interval(
                DeLong.of(positive).difference(first, second).difference(Coverage.ASKED));
    }

    private static boolean[] classes(int positives, int negatives) {
        boolean[] positive = new boolean[positives + negatives];
        Arrays.fill(positive, 0, positives, true);
        return positive;
    }

    /// Differences of folds that share a part of their noise.
    private static Moments folds(SplittableRandom random) {
        double shared = Math.sqrt(CORRELATION) * random.nextGaussian();
        return Moments.of(
                Draws.column(
                        random,
                        FOLDS,
                        r -> shared + Math.sqrt(1 - CORRELATION) * r.nextGaussian()));
    }
}
