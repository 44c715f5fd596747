package assay.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorrectionTest {
    private static final List<Alternative> DIRECTIONS = List.of(Alternative.values());
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @ParameterizedTest
    @EnumSource
    void intervalsExcludeTheNullExactlyWhereItIsRejected(Correction correction) {
        var random = new SplittableRandom(11);
        for (int family = 0; family < 300; family++) {
            int size = 1 + random.nextInt(8);
            Alternative alternative = DIRECTIONS.get(random.nextInt(3));
            List<Claim> claims = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                claims.add(normal(random.nextGaussian() * 2.5 + random.nextInt(3), alternative));
            }
            List<Decision> decisions = correction.decide(claims, 0.05);
            for (Decision decision : decisions) {
                assertThat(decision.interval().contains(0)).isEqualTo(!decision.rejected());
                assertThat(decision.adjustedPValue() <= 0.05).isEqualTo(decision.rejected());
            }
        }
    }

    @Test
    void hochbergAndBenjaminiHochbergRejectAtLeastWhatHolmDoes() {
        var random = new SplittableRandom(12);
        for (int family = 0; family < 300; family++) {
            double[] p = random.doubles(1 + random.nextInt(10)).map(x -> x * x * x).toArray();
            double[] holm = Correction.HOLM.adjusted(p);
            double[] hochberg = Correction.HOCHBERG.adjusted(p);
            double[] bh = Correction.BENJAMINI_HOCHBERG.adjusted(p);
            double[] bonferroni = Correction.BONFERRONI.adjusted(p);
            for (int i = 0; i < p.length; i++) {
                assertThat(holm[i]).isLessThanOrEqualTo(bonferroni[i]);
                assertThat(hochberg[i]).isLessThanOrEqualTo(holm[i]);
                assertThat(bh[i]).isLessThanOrEqualTo(hochberg[i] * (1 + 1e-15));
            }
        }
    }

    /// Holm is the closed test whose local tests are Bonferroni's: every subset of hypotheses that
    /// holds one is rejected. All subsets of up to 7 hypotheses are tried.
    @Test
    void holmIsTheClosureOfBonferroni() {
        var random = new SplittableRandom(13);
        for (int family = 0; family < 100; family++) {
            double[] p = random.doubles(1 + random.nextInt(7)).map(x -> x * x).toArray();
            double[] holm = Correction.HOLM.adjusted(p);
            for (int i = 0; i < p.length; i++) {
                double worst = 0;
                for (int subset = 1; subset < 1 << p.length; subset++) {
                    if ((subset >> i & 1) == 1) {
                        int chosen = subset;
                        double smallest =
                                IntStream.range(0, p.length)
                                        .filter(j -> (chosen >> j & 1) == 1)
                                        .mapToDouble(j -> p[j])
                                        .min()
                                        .orElseThrow();
                        worst = Math.max(worst, Math.min(1, Integer.bitCount(subset) * smallest));
                    }
                }
                assertThat(holm[i]).isEqualTo(worst);
            }
        }
    }

    @Test
    void holmsIntervalsCoverAllTrueValuesAtOnce() {
        assertThat(missRate(Correction.HOLM)).isLessThan(0.05 + 0.006);
        assertThat(missRate(Correction.HOCHBERG)).isLessThan(0.05 + 0.006);
        assertThat(missRate(Correction.BONFERRONI)).isLessThan(0.05 + 0.006);
    }

    /// How often at least one of four one-sided intervals misses its true value.
    private static double missRate(Correction correction) {
        var random = new SplittableRandom(14);
        double[] truth = {0, 0.5, 2, 4};
        int tries = 10_000;
        int missed = 0;
        for (int t = 0; t < tries; t++) {
            List<Claim> claims = new ArrayList<>();
            for (double value : truth) {
                claims.add(normal(value + random.nextGaussian(), Alternative.GREATER));
            }
            List<Decision> decisions = correction.decide(claims, 0.05);
            boolean miss = false;
            for (int i = 0; i < truth.length; i++) {
                miss |= !decisions.get(i).interval().contains(truth[i]);
            }
            missed += miss ? 1 : 0;
        }
        return missed / (double) tries;
    }

    @Test
    void anEmptyFamilyHasNoDecisions() {
        assertThat(Correction.HOLM.decide(List.of(), 0.05)).isEmpty();
        assertThat(Correction.BENJAMINI_YEKUTIELI.adjusted()).isEmpty();
    }

    @Test
    void notANumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correction.HOLM.adjusted(0.1, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> Correction.HOLM.decide(List.of(), 1));
    }

    private static Claim normal(double estimate, Alternative alternative) {
        double p =
                switch (alternative) {
                    case TWO_SIDED -> 2 * NORMAL.survivalProbability(Math.abs(estimate));
                    case GREATER -> NORMAL.survivalProbability(estimate);
                    case LESS -> NORMAL.cumulativeProbability(estimate);
                };
        return new Claim(
                estimate,
                0,
                alternative,
                p,
                confidence ->
                        switch (alternative) {
                            case TWO_SIDED -> {
                                double z = NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
                                yield new Interval(estimate - z, estimate + z);
                            }
                            case GREATER ->
                                    new Interval(
                                            estimate
                                                    - NORMAL.inverseCumulativeProbability(
                                                            confidence),
                                            Double.POSITIVE_INFINITY);
                            case LESS ->
                                    new Interval(
                                            Double.NEGATIVE_INFINITY,
                                            estimate
                                                    + NORMAL.inverseCumulativeProbability(
                                                            confidence));
                        });
    }
}
