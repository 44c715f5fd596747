package assay.statistics.paired;

import assay.statistics.Binomial;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.Roots;
import assay.statistics.StatisticalTest;

/// McNemar's test of the difference between two shares of right answers on the same rows.
///
/// Conditional on the number of rows on which the two disagree, which is exact for a null value of
/// 0; a margin is tested with the share of such rows taken as it is. The interval is the
/// Clopper-Pearson (or mid-p) interval of the challenger's part of these rows, carried over to the
/// difference (Fagerland, Lydersen and Laake 2014). The statistic is `challengerOnly`.
///
/// @param challengerOnly rows that only the challenger has right
/// @param championOnly rows that only the champion has right
/// @param rows all rows
/// @param tail whether the observed count belongs to its tail in full or by half
public record McNemar(int challengerOnly, int championOnly, int rows, Tail tail)
        implements StatisticalTest {

    /// How much of the observed count's own probability belongs to a tail.
    public enum Tail {
        /// All of it: never more errors than alpha.
        EXACT,
        /// Half of it (Lancaster 1961): about alpha, with more power.
        MID_P
    }

    public McNemar {
        if (!(challengerOnly >= 0
                && championOnly >= 0
                && rows >= (long) challengerOnly + championOnly)) {
            throw new IllegalArgumentException(
                    "%d and %d rows do not fit in %d"
                            .formatted(challengerOnly, championOnly, rows));
        }
    }

    /// Of two columns that say whether each row was answered right.
    public static McNemar of(boolean[] challenger, boolean[] champion, Tail tail) {
        if (challenger.length != champion.length) {
            throw new IllegalArgumentException(
                    challenger.length + " rows cannot be paired with " + champion.length);
        }
        int challengerOnly = 0;
        int championOnly = 0;
        for (int i = 0; i < challenger.length; i++) {
            challengerOnly += challenger[i] && !champion[i] ? 1 : 0;
            championOnly += champion[i] && !challenger[i] ? 1 : 0;
        }
        return new McNemar(challengerOnly, championOnly, challenger.length, tail);
    }

    @Override
    public Inference answer(Question question) {
        if (rows == 0) {
            return new CannotSay(Reason.TOO_FEW, "McNemar's test needs a row, and there is none");
        }
        int discordant = challengerOnly + championOnly;
        if (discordant == 0) {
            return new CannotSay(
                    Reason.NO_VARIATION, "the two agree on all " + rows + " rows, right or wrong");
        }
        double share = (double) discordant / rows;
        double part = Math.clamp((1 + question.nullValue() / share) / 2, 0, 1);
        boolean beyond = Math.abs(question.nullValue()) > share;
        double greater = beyond && part == 0 ? 0 : atLeast(part);
        double less = beyond && part == 1 ? 0 : atMost(part);
        double lower = challengerOnly == 0 ? 0 : Roots.rising(this::atLeast, question.tail(), 0, 1);
        double upper = championOnly == 0 ? 1 : Roots.falling(this::atMost, question.tail(), 0, 1);
        double pValue =
                switch (question.alternative()) {
                    case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
                    case GREATER -> greater;
                    case LESS -> less;
                };
        return question.inferred(
                (double) (challengerOnly - championOnly) / rows,
                share * (2 * lower - 1),
                share * (2 * upper - 1),
                pValue,
                challengerOnly,
                greater < less);
    }

    private double atLeast(double part) {
        int n = challengerOnly + championOnly;
        double full = Binomial.atLeast(challengerOnly, n, part);
        return tail == Tail.EXACT
                ? full
                : (full + Binomial.atLeast(challengerOnly + 1, n, part)) / 2;
    }

    private double atMost(double part) {
        int n = challengerOnly + championOnly;
        double full = Binomial.atMost(challengerOnly, n, part);
        return tail == Tail.EXACT
                ? full
                : (full + Binomial.atMost(challengerOnly - 1, n, part)) / 2;
    }
}
