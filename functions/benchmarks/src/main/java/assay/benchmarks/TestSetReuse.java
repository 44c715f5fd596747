package assay.benchmarks;

import assay.gate.Budget;
import assay.statistics.multiplicity.OnlineErrorControl;
import assay.statistics.multiplicity.OnlineErrorControl.State;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Challengers that are all useless, tried one after the other on one test set of coin flips. Each
/// is compared with the champion, who guesses too, by McNemar's test.
///
/// @param name of how the challengers come about
/// @param seesNumbers whether their maker keeps the best by the accuracy that each verdict tells
/// @param changed the share of rows on which a challenger differs from the one that it is made of;
///   1 for guessing anew
record TestSetReuse(String name, boolean seesNumbers, double changed) {

    static final int CHALLENGERS = 1_000;
    static final int ROWS = 500;

    static final List<TestSetReuse> ALL =
            List.of(
                    new TestSetReuse("each guesses anew", false, 1),
                    new TestSetReuse("each changes 5 % of the one before", false, 0.05),
                    new TestSetReuse("each changes 5 % of the best so far", true, 0.05));

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// At what level the next is tried, by what was answered before.
    sealed interface Control {
        /// The same level for each.
        record Fixed(double level) implements Control {}

        /// By a stream.
        record Stream(OnlineErrorControl method) implements Control {}
    }

    /// Whether one of them is promoted.
    boolean promotes(Control control, SplittableRandom random) {
        boolean[] truth = guesses(random);
        boolean[] champion = guesses(random);
        boolean[] best = guesses(random);
        int bestCorrect = -1;
        State state = State.START;
        for (int i = 0; i < CHALLENGERS; i++) {
            double level =
                    switch (control) {
                        case Control.Fixed fixed -> fixed.level();
                        case Control.Stream stream -> stream.method().level(state);
                    };
            if (level < Budget.LEAST_LEVEL) {
                return false;
            }
            boolean[] challenger = changed(best, random);
            double p = pValue(challenger, champion, truth);
            if (p <= level) {
                return true;
            }
            if (control instanceof Control.Stream stream) {
                state = stream.method().next(state, p);
            }
            int correct = correct(challenger, truth);
            if (!seesNumbers || correct > bestCorrect) {
                best = challenger;
                bestCorrect = correct;
            }
        }
        return false;
    }

    private boolean[] changed(boolean[] from, SplittableRandom random) {
        boolean[] to = from.clone();
        for (int row = 0; row < ROWS; row++) {
            if (changed == 1 || random.nextDouble() < changed) {
                to[row] = random.nextBoolean();
            }
        }
        return to;
    }

    /// Two-sided, with the correction for continuity; 1 where the challenger is no better.
    private static double pValue(boolean[] challenger, boolean[] champion, boolean[] truth) {
        int better = 0;
        int worse = 0;
        for (int row = 0; row < ROWS; row++) {
            if (challenger[row] != champion[row]) {
                if (challenger[row] == truth[row]) {
                    better++;
                } else {
                    worse++;
                }
            }
        }
        if (better <= worse) {
            return 1;
        }
        double z = (better - worse - 1) / Math.sqrt(better + worse);
        return Math.min(1, 2 * NORMAL.survivalProbability(z));
    }

    private static int correct(boolean[] answers, boolean[] truth) {
        int correct = 0;
        for (int row = 0; row < ROWS; row++) {
            correct += answers[row] == truth[row] ? 1 : 0;
        }
        return correct;
    }

    private static boolean[] guesses(SplittableRandom random) {
        boolean[] guesses = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            guesses[row] = random.nextBoolean();
        }
        return guesses;
    }
}
