package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.Ranks;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// The test of Mann and Whitney (Wilcoxon's rank sum) of a shift between two samples, estimated by
/// the median of all differences `x[i] - y[j]` (Hodges and Lehmann 1963).
///
/// The null distribution is exact up to 50 values on each side without ties, else normal with the
/// variance corrected for ties and without continuity correction. The interval holds the shifts
/// that the test does not reject: its ends are such differences, infinite where there are too few
/// values to reject anything. The statistic is the number of pairs in which the treatment is
/// greater, half of a tie, which R calls `W`.
public final class MannWhitney implements StatisticalTest {

    private static final int EXACT = 50;

    private final double[] treatment;
    private final double[] control;

    private MannWhitney(double[] treatment, double[] control) {
        this.treatment = treatment;
        this.control = control;
    }

    /// Of two columns.
    public static MannWhitney of(double[] treatment, double[] control) {
        return new MannWhitney(Sorting.sorted(treatment), Sorting.sorted(control));
    }

    @Override
    public Inference answer(Question question) {
        if (treatment.length == 0 || control.length == 0) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a rank test needs values on both sides, and there are "
                            + treatment.length
                            + " and "
                            + control.length);
        }
        if (!isFinite(treatment) || !isFinite(control)) {
            return new CannotSay(Reason.NOT_FINITE, "a value is NaN or infinite");
        }
        var pairs = Pairs.of(treatment, control, question.nullValue());
        boolean few = Math.max(treatment.length, control.length) <= EXACT;
        if (few && pairs.ties() == 0) {
            return exact(question, pairs.greater());
        }
        double n = treatment.length + control.length;
        if (pairs.ties() == Ranks.cubeLessSelf(n)) {
            return new CannotSay(
                    Reason.NO_VARIATION, "all values are equal once the null value is taken off");
        }
        return normal(question, pairs);
    }

    private Inference exact(Question question, double greater) {
        var law = new MannWhitneyNull(treatment.length, control.length);
        long u = Math.round(greater);
        double atMost = law.atMost(u);
        double atLeast = law.atMost((long) treatment.length * control.length - u);
        double pValue =
                switch (question.alternative()) {
                    case TWO_SIDED -> Math.min(1, 2 * Math.min(atMost, atLeast));
                    case GREATER -> atLeast;
                    case LESS -> atMost;
                };
        return inferred(question, law.below(question.tail()), pValue, greater, atLeast < atMost);
    }

    private Inference normal(Question question, Pairs pairs) {
        double product = (double) treatment.length * control.length;
        double excess = pairs.greater() - product / 2;
        double z = excess / Math.sqrt(variance(pairs.ties()));
        double tiesAway = Ranks.tieTerm(treatment) + Ranks.tieTerm(control);
        double reach =
                Student.reach(question, Double.POSITIVE_INFINITY) * Math.sqrt(variance(tiesAway));
        return inferred(
                question,
                (long) Math.ceil(product / 2 - reach),
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                pairs.greater(),
                excess > 0);
    }

    private double variance(double ties) {
        double n = treatment.length + control.length;
        return (double) treatment.length * control.length / 12 * (n + 1 - ties / (n * (n - 1)));
    }

    private Inference inferred(
            Question question, long first, double pValue, double statistic, boolean above) {
        var differences = new DifferenceSums(treatment, control);
        long count = differences.count();
        double[] selected =
                differences.medianAnd(
                        question.hasLower() ? first : 0,
                        question.hasUpper() ? count + 1 - first : count + 1);
        return question.inferred(selected[0], selected[1], selected[2], pValue, statistic, above);
    }

    private static boolean isFinite(double[] sorted) {
        return Double.isFinite(sorted[0]) && Double.isFinite(sorted[sorted.length - 1]);
    }

    /// Pairs compared after the shift is taken off the treatment.
    ///
    /// @param greater pairs in which the treatment is greater, and half of those that are tied
    /// @param ties the sum of `t³ - t` over groups of `t` equal values of both samples
    private record Pairs(double greater, double ties) {

        static Pairs of(double[] x, double[] y, double shift) {
            double greater = 0;
            double ties = 0;
            int i = 0;
            int j = 0;
            while (i < x.length) {
                double value = x[i] - shift;
                int from = i;
                while (i < x.length && x[i] - shift == value) {
                    i++;
                }
                ties += tiesBelow(y, j, value);
                while (j < y.length && y[j] < value) {
                    j++;
                }
                int below = j;
                while (j < y.length && y[j] == value) {
                    j++;
                }
                greater += (i - from) * (below + (j - below) / 2.0);
                ties += Ranks.cubeLessSelf((double) i - from + j - below);
            }
            return new Pairs(greater, ties + tiesBelow(y, j, Double.POSITIVE_INFINITY));
        }

        /// Of groups of `y` alone, from place `from` up to `value`.
        private static double tiesBelow(double[] y, int from, double value) {
            double ties = 0;
            int first = from;
            for (int j = from; j < y.length && y[j] < value; j++) {
                if (j + 1 == y.length || y[j + 1] != y[j]) {
                    ties += j > first ? Ranks.cubeLessSelf(j + 1.0 - first) : 0;
                    first = j + 1;
                }
            }
            return ties;
        }
    }
}
