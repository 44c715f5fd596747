package assay.statistics.paired;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.Significance;
import assay.statistics.Significance.Known;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;
import java.util.Arrays;

/// Wilcoxon's signed rank test of the typical difference: the pseudo-median, estimated by the
/// median of all Walsh averages `(d[i] + d[j]) / 2`, `i <= j` (Hodges and Lehmann 1963).
///
/// The null distribution is exact up to 50 differences without zeros or ties, else normal with the
/// variance corrected for both and without continuity correction. The interval holds the null
/// values that the test does not reject: its ends are Walsh averages (Hollander, Wolfe and Chicken
/// 2014, section 3.3), infinite where there are too few rows to reject anything. The statistic is
/// the sum of the positive ranks, which R calls `V`.
public final class WilcoxonSignedRank implements StatisticalTest {

    private static final int EXACT = 50;

    private final double[] sorted;
    private final Zeros zeros;

    /// What becomes of differences that equal the null value.
    public enum Zeros {
        /// They are ranked and their ranks then left out (Pratt 1959).
        PRATT,
        /// They are left out before anything else, as in R: the quantity is that of the other rows.
        WILCOXON,
        /// Half of their ranks counts as positive, with the variance that scipy gives them.
        SPLIT
    }

    private WilcoxonSignedRank(double[] sorted, Zeros zeros) {
        this.sorted = sorted;
        this.zeros = zeros;
    }

    /// Of one difference per row, with Pratt's zeros.
    public static WilcoxonSignedRank of(double... differences) {
        return of(differences, Zeros.PRATT);
    }

    /// Of one difference per row.
    public static WilcoxonSignedRank of(double[] differences, Zeros zeros) {
        return new WilcoxonSignedRank(Sorting.sorted(differences), zeros);
    }

    /// Of `challenger[i] - champion[i]`, row by row.
    public static WilcoxonSignedRank of(double[] challenger, double[] champion, Zeros zeros) {
        return new WilcoxonSignedRank(Sorting.sortedDifferences(challenger, champion), zeros);
    }

    @Override
    public Inference answer(Question question) {
        double[] kept = kept(question);
        return switch (significance(question, kept)) {
            case CannotSay why -> why;
            case Known known -> inferred(question, kept, known);
        };
    }

    /// The p-value and the statistic of [#answer(Question)] alone, for a small part of its time
    /// where rows are many.
    public Significance significance(Question question) {
        return significance(question, kept(question));
    }

    private Significance significance(Question question, double[] kept) {
        if (sorted.length == 0) {
            return new CannotSay(
                    Reason.TOO_FEW, "a signed rank test needs a row, and there is none");
        }
        if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            return new CannotSay(Reason.NOT_FINITE, "a difference is NaN or infinite");
        }
        var ranks = SignedRanks.of(kept, question.nullValue());
        if (ranks.zeros() == kept.length) {
            return new CannotSay(
                    Reason.NO_VARIATION,
                    "all "
                            + sorted.length
                            + " differences equal the null value, so none has a sign");
        }
        return isExact(ranks) ? exact(question, ranks) : normal(question, ranks);
    }

    private static Known exact(Question question, SignedRanks ranks) {
        var law = new SignedRankNull((int) ranks.n());
        long positive = Math.round(ranks.positive());
        double atMost = law.atMost(positive);
        double atLeast = law.atMost(ranks.n() * (ranks.n() + 1) / 2 - positive);
        double pValue =
                switch (question.alternative()) {
                    case TWO_SIDED -> Math.min(1, 2 * Math.min(atMost, atLeast));
                    case GREATER -> atLeast;
                    case LESS -> atMost;
                };
        return new Known(pValue, ranks.positive(), atLeast < atMost);
    }

    private Known normal(Question question, SignedRanks ranks) {
        double split = zeros == Zeros.SPLIT ? ranks.zerosRanks() / 2 : 0;
        double variance = zeros == Zeros.SPLIT ? ranks.varianceOfSplitZeros() : ranks.variance();
        double all = (double) ranks.n() * (ranks.n() + 1) / 2;
        double excess = ranks.positive() - (all - ranks.zerosRanks()) / 2;
        double pValue =
                Student.pValue(
                        excess / Math.sqrt(variance),
                        Double.POSITIVE_INFINITY,
                        question.alternative());
        return new Known(pValue, ranks.positive() + split, excess > 0);
    }

    /// With the Walsh averages of one place, from below and from above, as ends.
    private static Inference inferred(Question question, double[] kept, Known known) {
        var walsh = new WalshSums(kept);
        long first = firstPlace(question, kept);
        double[] sums =
                walsh.medianAnd(
                        question.hasLower() ? first : 0,
                        question.hasUpper() ? walsh.count() + 1 - first : walsh.count() + 1);
        return question.inferred(
                sums[0] / 2,
                sums[1] / 2,
                sums[2] / 2,
                known.pValue(),
                known.statistic(),
                known.above());
    }

    /// The place of the lower end among the Walsh averages, for the law that the p-value is by.
    private static long firstPlace(Question question, double[] kept) {
        if (kept.length <= EXACT && isExact(SignedRanks.of(kept, question.nullValue()))) {
            return new SignedRankNull(kept.length).below(question.tail());
        }
        double spread = Math.sqrt(SignedRanks.varianceAway(kept));
        double reach = Student.reach(question, Double.POSITIVE_INFINITY) * spread;
        return (long) Math.ceil((double) kept.length * (kept.length + 1.0) / 4 - reach);
    }

    private static boolean isExact(SignedRanks ranks) {
        return ranks.n() <= EXACT && ranks.isPlain();
    }

    /// The differences that count under the question's null value.
    private double[] kept(Question question) {
        return zeros == Zeros.WILCOXON
                ? Arrays.stream(sorted)
                        .filter(difference -> difference != question.nullValue())
                        .toArray()
                : sorted;
    }
}
