package assay.statistics.paired;

import assay.statistics.Binomial;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;

/// The exact sign test of the median difference, with order statistics as the ends of its interval.
///
/// Differences that equal the null value have no sign and are left out of the p-value. The
/// statistic is the number of differences above the null value (Hollander, Wolfe and Chicken 2014,
/// 3.4 to 3.6).
public final class SignTest implements StatisticalTest {

    private final double[] sorted;

    private SignTest(double[] sorted) {
        this.sorted = sorted;
    }

    /// Of one difference per row.
    public static SignTest of(double... differences) {
        return new SignTest(Sorting.sorted(differences));
    }

    @Override
    public Inference answer(Question question) {
        int n = sorted.length;
        if (n == 0) {
            return new CannotSay(Reason.TOO_FEW, "a sign test needs a row, and there is none");
        }
        if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[n - 1])) {
            return new CannotSay(Reason.NOT_FINITE, "a difference is NaN or infinite");
        }
        int below = 0;
        int above = 0;
        for (double difference : sorted) {
            below += difference < question.nullValue() ? 1 : 0;
            above += difference > question.nullValue() ? 1 : 0;
        }
        if (below + above == 0) {
            return new CannotSay(
                    Reason.NO_VARIATION,
                    "all " + n + " differences equal the null value, so none has a sign");
        }
        double pValue = Binomial.fairPValue(above, below, question.alternative());
        int first = Binomial.lowerQuantile(n, 0.5, question.tail());
        return question.inferred(
                Quantiles.of(sorted, 0.5),
                place(first),
                place(n + 1 - first),
                pValue,
                above,
                above > below);
    }

    private double place(int k) {
        if (k < 1) {
            return Double.NEGATIVE_INFINITY;
        }
        return k > sorted.length ? Double.POSITIVE_INFINITY : sorted[k - 1];
    }
}
