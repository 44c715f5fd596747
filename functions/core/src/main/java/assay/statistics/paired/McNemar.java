package assay.statistics.paired;

import assay.statistics.Binomial;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.Roots;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// McNemar's test of the difference between two shares of right answers on the same rows.
///
/// Against a null value of 0 the p-value is McNemar's, exact given the rows on which the two
/// disagree. Against another null value, and for the interval, it is Tango's score test (1998),
/// which takes the number of such rows as chance too: the interval that is conditional on it holds
/// far less than it says where the models differ much (Newcombe 1998). Where the two tests disagree
/// about 0, the interval gives way. The statistic is `challengerOnly`.
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
        if (challengerOnly + championOnly == 0) {
            return new CannotSay(
                    Reason.NO_VARIATION, "the two agree on all " + rows + " rows, right or wrong");
        }
        double estimate = (double) (challengerOnly - championOnly) / rows;
        double supposed = Math.clamp(question.nullValue(), -1, 1);
        boolean equal = supposed == 0;
        double z = score(supposed);
        double greater = equal ? atLeast() : Student.survival(z, Double.POSITIVE_INFINITY);
        double less = equal ? atMost() : Student.survival(-z, Double.POSITIVE_INFINITY);
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        double pValue =
                switch (question.alternative()) {
                    case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
                    case GREATER -> greater;
                    case LESS -> less;
                };
        return question.inferred(
                estimate,
                Roots.falling(this::score, reach, -1, estimate),
                Roots.falling(this::score, -reach, estimate, 1),
                pValue,
                challengerOnly,
                greater < less);
    }

    /// The observed less the supposed difference, in standard errors under the supposed one.
    private double score(double supposed) {
        double excess = challengerOnly - championOnly - rows * supposed;
        double variance =
                rows * (2 * likeliestChampionOnly(supposed) + supposed - supposed * supposed);
        return excess == 0 ? 0 : excess / Math.sqrt(Math.max(0, variance));
    }

    /// The likeliest share of rows that only the champion has right, given the difference: the root
    /// of a quadratic.
    private double likeliestChampionOnly(double supposed) {
        double n = rows;
        double half =
                (2 * n - challengerOnly + championOnly) * supposed - challengerOnly - championOnly;
        double product = 8 * n * championOnly * supposed * (1 - supposed);
        double root = Math.sqrt(Math.max(0, half * half + product));
        double q = (root - half) / (4 * n);
        return Math.clamp(q, Math.max(0, -supposed), (1 - supposed) / 2);
    }

    private double atLeast() {
        int n = challengerOnly + championOnly;
        double full = Binomial.atLeast(challengerOnly, n, 0.5);
        return tail == Tail.EXACT
                ? full
                : (full + Binomial.atLeast(challengerOnly + 1, n, 0.5)) / 2;
    }

    private double atMost() {
        int n = challengerOnly + championOnly;
        double full = Binomial.atMost(challengerOnly, n, 0.5);
        return tail == Tail.EXACT ? full : (full + Binomial.atMost(challengerOnly - 1, n, 0.5)) / 2;
    }
}
