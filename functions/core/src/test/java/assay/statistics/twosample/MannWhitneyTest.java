package assay.statistics.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MannWhitneyTest {

    private static final Question QUESTION = Question.twoSided(0.95);

    /// All ways to choose which of the values are the treatment's.
    @ParameterizedTest
    @CsvSource({"1,1", "1,5", "3,3", "5,2", "6,7", "8,8"})
    void exactPValueCountsChoices(int m, int n) {
        double[] x = column(m, 1, false);
        double[] y = column(n, 2, false);
        double[] all = DoubleStream.concat(Arrays.stream(x), Arrays.stream(y)).toArray();
        double observed = greater(x, y);
        int choices = 0;
        int asGreat = 0;
        for (int chosen = 0; chosen < 1 << (m + n); chosen++) {
            if (Integer.bitCount(chosen) == m) {
                double count = 0;
                for (int i = 0; i < m + n; i++) {
                    for (int j = 0; j < m + n; j++) {
                        boolean pair = (chosen >> i & 1) == 1 && (chosen >> j & 1) == 0;
                        count += pair && all[i] > all[j] ? 1 : 0;
                    }
                }
                choices++;
                asGreat += count >= observed ? 1 : 0;
            }
        }
        var inferred =
                (Inferred) MannWhitney.of(x, y).answer(QUESTION.towards(Alternative.GREATER));
        assertThat(inferred.pValue()).isCloseTo((double) asGreat / choices, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"1,1,false", "7,60,false", "60,7,true", "300,280,false", "300,280,true"})
    void estimateIsTheMedianOfAllDifferences(int m, int n, boolean rounded) {
        double[] x = column(m, 3, rounded);
        double[] y = column(n, 4, rounded);
        double[] differences =
                Arrays.stream(x).flatMap(a -> Arrays.stream(y).map(b -> a - b)).sorted().toArray();
        int size = differences.length;
        double median = (differences[(size - 1) / 2] + differences[size / 2]) / 2;
        var inferred = (Inferred) MannWhitney.of(x, y).answer(QUESTION.about(0.01234));
        assertThat(inferred.estimate()).isCloseTo(median, within(1e-14));
    }

    @Test
    void whatCannotBeAnsweredSaysWhy() {
        assertThat(reason(new double[0], 1)).isEqualTo(Reason.TOO_FEW);
        assertThat(reason(new double[] {1, 1}, 1, 1, 1)).isEqualTo(Reason.NO_VARIATION);
        assertThat(reason(new double[] {1, Double.NaN}, 1)).isEqualTo(Reason.NOT_FINITE);
    }

    private static Reason reason(double[] x, double... y) {
        return ((CannotSay) MannWhitney.of(x, y).answer(QUESTION)).reason();
    }

    private static double greater(double[] x, double[] y) {
        return Arrays.stream(x).map(a -> Arrays.stream(y).filter(b -> a > b).count()).sum();
    }

    private static double[] column(int n, long seed, boolean rounded) {
        var random = new SplittableRandom(seed);
        return DoubleStream.generate(random::nextGaussian)
                .map(v -> rounded ? Math.rint(3 * v) / 3 : v)
                .limit(n)
                .toArray();
    }
}
