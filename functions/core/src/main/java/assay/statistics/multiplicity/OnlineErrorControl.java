package assay.statistics.multiplicity;

import java.util.ArrayList;
import java.util.List;

/// Error control over a stream of hypotheses without an end, each decided as it comes: what the
/// next is tested at depends on what the earlier ones showed. A fold over p-values:
///
/// ```java
/// State state = State.START;
/// double level = control.level(state);          // the next hypothesis is tested at this level
/// state = control.next(state, pValue);          // and leaves this behind
/// ```
///
/// Defaults are those of the R package onlineFDR 2.x (Robertson, Wildenhain, Javanmard and Karp
/// 2019). The false discovery rate is at most alpha for p-values that are independent under the
/// null.
public sealed interface OnlineErrorControl {

    /// The level that the next hypothesis is tested at: it is a discovery when its p-value is at
    /// most this. In [0, 1), and a function of the state alone.
    double level(State state);

    /// What is not spent yet: the sum of the levels of all hypotheses to come, should each use up
    /// wealth and none be a discovery. In [0, alpha] before the first discovery.
    double left(State state);

    /// Whether a p-value uses up a part of the wealth that waits to be spent.
    boolean spends(double pValue);

    /// The state after the next hypothesis showed `pValue`, tested at [#level].
    default State next(State state, double pValue) {
        return next(state, pValue, level(state));
    }

    /// The state after the next hypothesis showed `pValue`, tested at a level that was fixed
    /// earlier, as when several are under way at once.
    ///
    /// @param pValue in [0, 1]
    /// @param testedAt the level that its place was given
    default State next(State state, double pValue, double testedAt) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
        }
        return state.after(spends(pValue), pValue <= testedAt);
    }

    /// The state after a hypothesis whose answer is not in yet: it holds its place and earns
    /// nothing, which is the most cautious answer that it can give (Zrnic, Ramdas and Jordan 2021).
    default State pending(State state) {
        return state.after(true, false);
    }

    /// What a stream leaves behind: all that the next level depends on.
    ///
    /// @param places hypotheses so far
    /// @param spent those of them that used up wealth; `0 <= spent <= places`
    /// @param discoveries the value of `spent` right after each discovery, oldest first
    record State(long places, long spent, List<Long> discoveries) {
        /// Before the first hypothesis.
        public static final State START = new State(0, 0, List.of());

        public State {
            if (!(spent >= 0 && spent <= places)) {
                throw new IllegalArgumentException(
                        "spent " + spent + " is not in [0, " + places + "]");
            }
            discoveries = List.copyOf(discoveries);
        }

        private State after(boolean spends, boolean discovery) {
            long spentThen = spends ? spent + 1 : spent;
            if (!discovery) {
                return new State(places + 1, spentThen, discoveries);
            }
            List<Long> more = new ArrayList<>(discoveries);
            more.add(spentThen);
            return new State(places + 1, spentThen, more);
        }

        /// What is paid out now: `wealth` since the start, the rest of `alpha` since the first
        /// discovery, and `alpha` since each later one, every payment spread over time by
        /// `discount`.
        private double payout(Discount discount, double wealth, double alpha) {
            double sum = wealth * discount.of(spent + 1);
            for (int j = 0; j < discoveries.size(); j++) {
                double reward = j == 0 ? alpha - wealth : alpha;
                sum += reward * discount.of(spent - discoveries.get(j) + 1);
            }
            return sum;
        }

        /// What of these payments has not been paid out.
        private double unpaid(Discount discount, double wealth, double alpha) {
            double sum = wealth * discount.after(spent);
            for (int j = 0; j < discoveries.size(); j++) {
                double reward = j == 0 ? alpha - wealth : alpha;
                sum += reward * discount.after(spent - discoveries.get(j));
            }
            return sum;
        }
    }

    /// Alpha spending: the family-wise error of the whole stream is at most alpha, under any
    /// dependence.
    ///
    /// @param alpha `0 < alpha < 1`
    record Bonferroni(double alpha) implements OnlineErrorControl {
        public Bonferroni {
            requireAlpha(alpha);
        }

        @Override
        public double level(State state) {
            return alpha * Discount.SLOW.of(state.places() + 1);
        }

        @Override
        public double left(State state) {
            return alpha * Discount.SLOW.after(state.places());
        }

        @Override
        public boolean spends(double pValue) {
            return true;
        }
    }

    /// Levels based on the number of discoveries (Javanmard and Montanari 2015).
    ///
    /// @param alpha `0 < alpha < 1`
    record Lond(double alpha) implements OnlineErrorControl {
        public Lond {
            requireAlpha(alpha);
        }

        @Override
        public double level(State state) {
            return alpha * Discount.SLOW.of(state.places() + 1) * (state.discoveries().size() + 1);
        }

        @Override
        public double left(State state) {
            return alpha * Discount.SLOW.after(state.places()) * (state.discoveries().size() + 1);
        }

        @Override
        public boolean spends(double pValue) {
            return true;
        }
    }

    /// Levels based on recent discoveries (Ramdas, Yang, Wainwright and Jordan 2017).
    ///
    /// @param alpha `0 < alpha < 1`
    /// @param wealth to start with, `0 <= wealth <= alpha`
    record LordPlusPlus(double alpha, double wealth) implements OnlineErrorControl {
        public LordPlusPlus {
            requireAlpha(alpha);
            requireWealth(wealth, alpha);
        }

        /// With a tenth of alpha to start with.
        public static LordPlusPlus at(double alpha) {
            return new LordPlusPlus(alpha, alpha / 10);
        }

        @Override
        public double level(State state) {
            return state.payout(Discount.SLOW, wealth, alpha);
        }

        @Override
        public double left(State state) {
            return state.unpaid(Discount.SLOW, wealth, alpha);
        }

        @Override
        public boolean spends(double pValue) {
            return true;
        }
    }

    /// Adaptive to the share of true nulls: p-values up to `lambda` cost nothing (Ramdas, Zrnic,
    /// Wainwright and Jordan 2018).
    ///
    /// @param alpha `0 < alpha < 1`
    /// @param wealth to start with, `0 <= wealth <= alpha`
    /// @param lambda `0 < lambda < 1`; nothing above it is ever a discovery
    record Saffron(double alpha, double wealth, double lambda) implements OnlineErrorControl {
        public Saffron {
            requireAlpha(alpha);
            requireWealth(wealth, alpha);
            if (!(lambda > 0 && lambda < 1)) {
                throw new IllegalArgumentException("lambda " + lambda + " is not in (0, 1)");
            }
        }

        /// With half of alpha to start with, and lambda one half.
        public static Saffron at(double alpha) {
            return new Saffron(alpha, alpha / 2, 0.5);
        }

        @Override
        public double level(State state) {
            return Math.min(lambda, (1 - lambda) * state.payout(Discount.FAST, wealth, alpha));
        }

        @Override
        public double left(State state) {
            return (1 - lambda) * state.unpaid(Discount.FAST, wealth, alpha);
        }

        @Override
        public boolean spends(double pValue) {
            return pValue > lambda;
        }
    }

    /// As [Saffron], and p-values above `tau` are passed over: for nulls that are conservative
    /// (Tian and Ramdas 2019).
    ///
    /// @param alpha `0 < alpha < 1`
    /// @param wealth to start with, `0 <= wealth <= alpha`
    /// @param lambda `0 < lambda < tau`; nothing above it is ever a discovery
    /// @param tau `lambda < tau <= 1`
    record Addis(double alpha, double wealth, double lambda, double tau)
            implements OnlineErrorControl {
        public Addis {
            requireAlpha(alpha);
            requireWealth(wealth, alpha);
            if (!(lambda > 0 && lambda < tau && tau <= 1)) {
                throw new IllegalArgumentException(
                        "not 0 < lambda < tau <= 1: lambda " + lambda + ", tau " + tau);
            }
        }

        /// With half of alpha to start with, lambda a quarter, tau one half.
        public static Addis at(double alpha) {
            return new Addis(alpha, alpha / 2, 0.25, 0.5);
        }

        @Override
        public double level(State state) {
            return Math.min(lambda, (tau - lambda) * state.payout(Discount.FAST, wealth, alpha));
        }

        @Override
        public double left(State state) {
            return (tau - lambda) * state.unpaid(Discount.FAST, wealth, alpha);
        }

        @Override
        public boolean spends(double pValue) {
            return lambda < pValue && pValue <= tau;
        }
    }

    private static void requireAlpha(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in (0, 1)");
        }
    }

    private static void requireWealth(double wealth, double alpha) {
        if (!(wealth >= 0 && wealth <= alpha)) {
            throw new IllegalArgumentException(
                    "wealth " + wealth + " is not in [0, " + alpha + "]");
        }
    }
}
