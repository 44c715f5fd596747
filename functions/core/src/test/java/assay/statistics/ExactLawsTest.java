package assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.Inferred;
import assay.statistics.distance.Distance.Measured;
import assay.statistics.distance.KolmogorovSmirnov;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.paired.McNemar;
import assay.statistics.paired.SignTest;
import assay.statistics.paired.WilcoxonSignedRank;
import assay.statistics.twosample.MannWhitney;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exact p-values by the second route: all arrangements of a small sample, one by one.
class ExactLawsTest {

    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void signedRankCountsEverySignOfEveryDifference(int n) {
        double[] differences = distinct(n, n);
        double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
        IntToDoubleFunction rankSum = signs -> bits(signs, n).mapToDouble(i -> i + 1.0).sum();
        double seen =
                Arrays.stream(differences)
                        .filter(d -> d > 0)
                        .map(d -> Arrays.binarySearch(sizes, d) + 1.0)
                        .sum();
        check(WilcoxonSignedRank.of(differences), law(n, rankSum, seen, signs -> true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 13})
    void signTestCountsEverySignOfEveryDifference(int n) {
        double[] differences = distinct(n, 3 * n);
        double seen = Arrays.stream(differences).filter(d -> d > 0).count();
        check(SignTest.of(differences), law(n, Integer::bitCount, seen, signs -> true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 11})
    void mcNemarCountsEveryWinnerOfEveryDiscordantPair(int n) {
        int seen = n / 4;
        double[] law = law(n, Integer::bitCount, seen, winners -> true);
        check(new McNemar(seen, n - seen, 2 * n, McNemar.Tail.EXACT), law);
        double[] stricter = law(n, Integer::bitCount, seen + 0.5, winners -> true);
        double[] looser = law(n, Integer::bitCount, seen - 0.5, winners -> true);
        double atMost = (law[0] + looser[0]) / 2;
        double atLeast = (law[1] + stricter[1]) / 2;
        check(
                new McNemar(seen, n - seen, 2 * n, McNemar.Tail.MID_P),
                new double[] {atMost, atLeast});
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 9, 14})
    void rankSumCountsEverySplitOfTheValues(int n) {
        int first = n / 2;
        double[] values = distinct(n, 7 * n);
        double[] x = Arrays.copyOf(values, first);
        double[] y = Arrays.copyOfRange(values, first, n);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        IntToDoubleFunction wins = split -> wins(split, n);
        double seen = wins(mask(sorted, x), n);
        check(MannWhitney.of(x, y), law(n, wins, seen, split -> Integer.bitCount(split) == first));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void kolmogorovSmirnovCountsEverySplitOfTheValues(boolean tied) {
        int n = 11;
        int first = 5;
        double[] values = distinct(n, 4);
        if (tied) {
            Arrays.setAll(values, i -> Math.round(values[i] / 2));
        }
        double[] x = Arrays.copyOf(values, first);
        double[] y = Arrays.copyOfRange(values, first, n);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        IntToDoubleFunction gap = split -> gap(sorted, split, first);
        var measured = (Measured) KolmogorovSmirnov.twoSample(x, y, Alternative.TWO_SIDED, 0.95);
        double[] law =
                law(n, gap, measured.distance() - 1e-9, split -> Integer.bitCount(split) == first);
        assertThat(measured.pValue()).isCloseTo(law[1], within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.8})
    void quantileCountsEveryWayToLieBelow(double probability) {
        int n = 12;
        double[] values = distinct(n, 5);
        double nullValue = 0.1;
        int below = (int) Arrays.stream(values).filter(v -> v <= nullValue).count();
        double atMost = 0;
        double atLeast = 0;
        for (int rows = 0; rows < 1 << n; rows++) {
            int count = Integer.bitCount(rows);
            double chance = Math.pow(probability, count) * Math.pow(1 - probability, n - count);
            atMost += count <= below ? chance : 0;
            atLeast += count >= below ? chance : 0;
        }
        var test = QuantileTest.of(values, probability);
        var question = new Question(nullValue, Alternative.TWO_SIDED, 0.5);
        assertThat(((Inferred) test.answer(question)).pValue())
                .isCloseTo(Math.min(1, 2 * Math.min(atMost, atLeast)), within(ROUNDING));
    }

    private static void check(StatisticalTest test, double[] law) {
        for (Alternative alternative : Alternative.values()) {
            double expected =
                    switch (alternative) {
                        case TWO_SIDED -> Math.min(1, 2 * Math.min(law[0], law[1]));
                        case GREATER -> law[1];
                        case LESS -> law[0];
                    };
            var answer = (Inferred) test.answer(new Question(0, alternative, 0.95));
            assertThat(answer.pValue()).as("%s", alternative).isCloseTo(expected, within(ROUNDING));
        }
    }

    /// The shares of arrangements whose statistic is at most, and at least, the one seen.
    private static double[] law(
            int n, IntToDoubleFunction statistic, double seen, IntPredicate possible) {
        int all = 0;
        int atMost = 0;
        int atLeast = 0;
        for (int arrangement = 0; arrangement < 1 << n; arrangement++) {
            if (possible.test(arrangement)) {
                double value = statistic.applyAsDouble(arrangement);
                all++;
                atMost += value <= seen ? 1 : 0;
                atLeast += value >= seen ? 1 : 0;
            }
        }
        return new double[] {(double) atMost / all, (double) atLeast / all};
    }

    /// In how many pairs the value of the first sample, whose bits are set, is the greater one.
    private static int wins(int split, int n) {
        int wins = 0;
        int others = 0;
        for (int i = 0; i < n; i++) {
            if ((split >> i & 1) == 1) {
                wins += others;
            } else {
                others++;
            }
        }
        return wins;
    }

    private static double gap(double[] sorted, int split, int first) {
        double gap = 0;
        double greatest = 0;
        for (int i = 0; i < sorted.length; i++) {
            gap += (split >> i & 1) == 1 ? 1.0 / first : -1.0 / (sorted.length - first);
            if (i == sorted.length - 1 || sorted[i] != sorted[i + 1]) {
                greatest = Math.max(greatest, Math.abs(gap));
            }
        }
        return greatest;
    }

    private static int mask(double[] sorted, double[] chosen) {
        int mask = 0;
        for (double value : chosen) {
            mask |= 1 << Arrays.binarySearch(sorted, value);
        }
        return mask;
    }

    private static IntStream bits(int set, int n) {
        return IntStream.range(0, n).filter(i -> (set >> i & 1) == 1);
    }

    private static double[] distinct(int n, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, n).mapToDouble(i -> 0.4 + 2 * random.nextGaussian()).toArray();
    }
}
