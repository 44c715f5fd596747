package assay.statistics.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import assay.statistics.Ranks;
import assay.statistics.Significance.Known;
import assay.statistics.paired.WilcoxonSignedRank.Zeros;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WilcoxonSignedRankTest {

    private static final Question QUESTION = Question.twoSided(0.95);

    /// Hamilton depression scale factor (Hollander and Wolfe 1973, p. 29), as in R's help page.
    @Test
    void agreesWithThePublishedExample() {
        double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
        var inferred = inferred(WilcoxonSignedRank.of(before, after, Zeros.PRATT), QUESTION);
        assertThat(inferred.statistic()).isEqualTo(40);
        assertThat(inferred.pValue()).isEqualTo(20 / 512.0);
        assertThat(inferred.estimate()).isEqualTo(0.46, within(1e-12));
        assertThat(inferred.interval().lower()).isEqualTo(0.010, within(1e-12));
        assertThat(inferred.interval().upper()).isEqualTo(0.786, within(1e-12));
    }

    /// All `2^n` sign patterns of the ranks.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void exactPValueCountsSignPatterns(int n) {
        double[] differences = gaussian(n, 3);
        double[] ranks = Ranks.midranks(Arrays.stream(differences).map(Math::abs).toArray());
        double observed = 0;
        for (int i = 0; i < n; i++) {
            observed += differences[i] > 0 ? ranks[i] : 0;
        }
        int atLeast = 0;
        for (int pattern = 0; pattern < 1 << n; pattern++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (pattern >> i & 1) * ranks[i];
            }
            atLeast += sum >= observed ? 1 : 0;
        }
        var greater = QUESTION.towards(Alternative.GREATER);
        assertThat(inferred(WilcoxonSignedRank.of(differences), greater).pValue())
                .isEqualTo(atLeast / (double) (1 << n), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 51, 200, 3_000})
    void estimateIsTheMedianOfAllWalshAverages(int n) {
        for (double[] differences : new double[][] {gaussian(n, 5), rounded(n, 5)}) {
            double[] walsh = walshAverages(differences);
            double median = walsh[(walsh.length - 1) / 2] / 2 + walsh[walsh.length / 2] / 2;
            var inferred = inferred(WilcoxonSignedRank.of(differences), QUESTION.about(0.123456));
            assertThat(inferred.estimate()).isEqualTo(median, within(1e-14));
        }
    }

    /// The interval of one question holds a null value if and only if the question about it is not
    /// decided.
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 6, 9, 30, 50, 51, 120})
    void intervalHoldsTheNullValuesThatAreNotRejected(int n) {
        for (double[] differences : new double[][] {gaussian(n, 11), rounded(n, 12)}) {
            var test = WilcoxonSignedRank.of(differences);
            for (Alternative alternative : Alternative.values()) {
                Question question = QUESTION.towards(alternative).about(0.0123);
                Interval interval = inferred(test, question).interval();
                for (double nullValue = -2; nullValue < 2; nullValue += 0.0371) {
                    boolean rejected =
                            inferred(test, question.about(nullValue)).pValue() < question.alpha();
                    assertThat(rejected)
                            .as("%s about %s in %s", alternative, nullValue, interval)
                            .isEqualTo(!interval.contains(nullValue));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Zeros.class)
    void intervalAgreesWithThePValueWhenEverythingIsTied(Zeros zeros) {
        var random = new SplittableRandom(17);
        for (int run = 0; run < 500; run++) {
            int n = 8 + random.nextInt(120);
            double[] differences = new double[n];
            for (int i = 0; i < n; i++) {
                differences[i] = random.nextInt(4) - 1;
            }
            for (Alternative alternative : Alternative.values()) {
                for (double nullValue : new double[] {-1, 0, 0.5, 1}) {
                    var question = QUESTION.towards(alternative).about(nullValue);
                    if (WilcoxonSignedRank.of(differences, zeros).answer(question)
                            instanceof Inferred inferred) {
                        assertThat(inferred.interval().contains(nullValue))
                                .isEqualTo(inferred.pValue() >= question.alpha());
                        assertThat(inferred.interval().contains(inferred.estimate())).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void tooFewRowsToRejectAnythingLeaveTheIntervalUnbounded() {
        var inferred = inferred(WilcoxonSignedRank.of(1, 2.5, 3.1, 4.7), QUESTION);
        assertThat(inferred.pValue()).isEqualTo(0.125);
        assertThat(inferred.interval())
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void whatCannotBeAnsweredSaysWhy() {
        assertThat(reason()).isEqualTo(Reason.TOO_FEW);
        assertThat(reason(0, 0, 0)).isEqualTo(Reason.NO_VARIATION);
        assertThat(reason(1, Double.NaN, 2)).isEqualTo(Reason.NOT_FINITE);
        assertThat(reason(1, Double.NEGATIVE_INFINITY, 2)).isEqualTo(Reason.NOT_FINITE);
    }

    private static Reason reason(double... differences) {
        return ((CannotSay) WilcoxonSignedRank.of(differences).answer(QUESTION)).reason();
    }

    private static Inferred inferred(WilcoxonSignedRank test, Question question) {
        return (Inferred) test.answer(question);
    }

    private static double[] gaussian(int n, long seed) {
        var random = new SplittableRandom(seed);
        return DoubleStream.generate(() -> random.nextGaussian() + 0.2).limit(n).toArray();
    }

    private static double[] rounded(int n, long seed) {
        return Arrays.stream(gaussian(n, seed)).map(d -> Math.rint(4 * d) / 4).toArray();
    }

    private static double[] walshAverages(double[] differences) {
        int n = differences.length;
        double[] walsh = new double[n * (n + 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                walsh[k++] = differences[i] / 2 + differences[j] / 2;
            }
        }
        Arrays.sort(walsh);
        return walsh;
    }

    @ParameterizedTest
    @EnumSource(Zeros.class)
    void thePValueAloneIsThatOfTheWholeAnswer(Zeros zeros) {
        for (int n : new int[] {0, 1, 3, 20, 200}) {
            for (double[] differences : new double[][] {gaussian(n, 3), rounded(n, 4)}) {
                var test = WilcoxonSignedRank.of(differences, zeros);
                switch (test.significance(QUESTION)) {
                    case CannotSay why -> assertThat(test.answer(QUESTION)).isEqualTo(why);
                    case Known known -> {
                        var inferred = inferred(test, QUESTION);
                        assertThat(known.pValue()).isEqualTo(inferred.pValue());
                        assertThat(known.statistic()).isEqualTo(inferred.statistic());
                    }
                }
            }
        }
    }
}
