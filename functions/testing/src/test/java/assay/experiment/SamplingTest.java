package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.experiment.Sample.Units;
import assay.statistics.Inference.Inferred;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.adjustment.JointMoments;
import assay.statistics.adjustment.RegressionAdjustment;
import assay.statistics.twosample.QuantileDifference;
import assay.statistics.twosample.Welch;
import assay.testing.UnitState;
import assay.testing.UnitState.Exposure;
import assay.testing.UnitState.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is made of units one at a time is what the statistics make of all of them at once.
class SamplingTest {

    private static final long AT = ChronoUnit.MICROS.between(Instant.EPOCH, Experiments.START);
    private static final Question USUAL = Question.twoSided(0.95);
    private static final String FIXED =
            ", 'end': '2026-12-01T00:00:00Z', 'inference': {'method': 'fixed'}";

    @Test
    void aQuantilePerEventIsTheClusteredOneOfTheSortedValues() {
        SplittableRandom random = new SplittableRandom(1);
        List<UnitState> states = new ArrayList<>();
        double[][] values = new double[2][];
        int[][] owners = new int[2][];
        for (int variant = 0; variant < 2; variant++) {
            List<Double> seen = new ArrayList<>();
            List<Integer> whose = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                double habit = random.nextGaussian();
                List<Outcome> outcomes = new ArrayList<>();
                for (int k = 0; k < 1 + random.nextInt(5); k++) {
                    double value = Math.exp(3 + habit + 0.5 * random.nextGaussian());
                    outcomes.add(new Outcome(AT + 2 + k, 0, value));
                    seen.add(value);
                    whose.add(i);
                }
                states.add(unit(variant, i, List.of(), outcomes.stream()));
            }
            values[variant] = seen.stream().mapToDouble(Double::doubleValue).toArray();
            owners[variant] = whose.stream().mapToInt(Integer::intValue).toArray();
        }
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'quantile', 'quantile': 0.9, 'event': 'y'}",
                        FIXED);

        Inferred seen = answer(experiment, states);
        Inferred all =
                (Inferred)
                        QuantileDifference.clustered(
                                        values[1], owners[1], values[0], owners[0], 0.9)
                                .answer(USUAL);

        assertThat(seen.estimate()).isEqualTo(all.estimate());
        assertThat(seen.interval().lower()).isCloseTo(all.interval().lower(), within(1e-10));
        assertThat(seen.interval().upper()).isCloseTo(all.interval().upper(), within(1e-10));
    }

    @Test
    void whatIsCountedTogetherLiesWithinTheResolutionWhateverTheOrder() {
        double[] values =
                new SplittableRandom(2).doubles(5_000).map(x -> Math.exp(7 * x) - 30).toArray();
        ValueCounts some = counted(values, 512);
        double[] backwards = new double[values.length];
        Arrays.setAll(backwards, i -> values[values.length - 1 - i]);
        ValueCounts more = counted(backwards, 512);
        double[] sorted = values.clone();
        Arrays.sort(sorted);

        assertThat(some.isExact()).isFalse();
        for (double p : new double[] {0.01, 0.2, 0.5, 0.9, 0.999}) {
            double exact = Quantiles.of(sorted, p);
            assertThat(some.quantile(p))
                    .isEqualTo(more.quantile(p))
                    .isCloseTo(exact, within(0.03 * Math.abs(exact)));
            long rank = (long) (p * (values.length - 1));
            assertThat(sorted[(int) rank]).isBetween(some.least(rank), some.greatest(rank));
        }
        assertThat(counted(sorted, 5_000).quantile(0.37)).isEqualTo(Quantiles.of(sorted, 0.37));
    }

    @Test
    void aCovariateThatAUnitLacksIsTheMeanOfTheOthers() {
        SplittableRandom random = new SplittableRandom(3);
        double[][][] columns = new double[2][3][200];
        List<UnitState> states = new ArrayList<>();
        double[] sums = new double[2];
        int[] known = new int[2];
        for (int variant = 0; variant < 2; variant++) {
            double[][] c = columns[variant];
            for (int i = 0; i < 200; i++) {
                c[1][i] = random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
                c[2][i] = random.nextInt(9) == 0 ? Double.NaN : random.nextExponential();
                c[0][i] = 5 + random.nextGaussian() + (Double.isNaN(c[1][i]) ? 0 : c[1][i]);
                for (int j = 0; j < 2; j++) {
                    if (!Double.isNaN(c[j + 1][i])) {
                        sums[j] += c[j + 1][i];
                        known[j]++;
                    }
                }
                states.add(
                        unit(
                                variant,
                                i,
                                List.of(c[1][i], c[2][i]),
                                Stream.of(new Outcome(AT + 2, 0, c[0][i]))));
            }
        }
        for (double[][] arm : columns) {
            for (int j = 0; j < 2; j++) {
                double mean = sums[j] / known[j];
                arm[j + 1] =
                        Arrays.stream(arm[j + 1]).map(x -> Double.isNaN(x) ? mean : x).toArray();
            }
        }
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y', 'covariates': ['p', 'q'], 'adjustment': 'regression'}",
                        FIXED);
        Inferred seen = answer(experiment, states);
        Inferred all =
                (Inferred)
                        RegressionAdjustment.mean(
                                        JointMoments.of(columns[0]), JointMoments.of(columns[1]))
                                .answer(USUAL);

        assertThat(seen.estimate()).isCloseTo(all.estimate(), within(1e-10));
        assertThat(seen.interval().lower()).isCloseTo(all.interval().lower(), within(1e-10));
        assertThat(seen.interval().upper()).isCloseTo(all.interval().upper(), within(1e-10));
    }

    @Test
    void valuesAreCutAtTheQuantileOfBothVariantsTogether() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] values = new double[2][100];
        List<UnitState> states = new ArrayList<>();
        for (int variant = 0; variant < 2; variant++) {
            for (int i = 0; i < 100; i++) {
                values[variant][i] = Math.exp(2 * random.nextGaussian());
                Outcome outcome = new Outcome(AT + 2, 0, values[variant][i]);
                states.add(unit(variant, i, List.of(), Stream.of(outcome)));
            }
        }
        double[] both = new double[200];
        System.arraycopy(values[0], 0, both, 0, 100);
        System.arraycopy(values[1], 0, both, 100, 100);
        Arrays.sort(both);
        double cap = Quantiles.of(both, 0.95);
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y', 'winsorize': 0.95}",
                        FIXED);
        Inferred seen = answer(experiment, states);
        Inferred all = (Inferred) Welch.of(cut(values[1], cap), cut(values[0], cap)).answer(USUAL);

        assertThat(seen.estimate()).isCloseTo(all.estimate(), within(1e-10));
        assertThat(seen.interval().width()).isCloseTo(all.interval().width(), within(1e-10));
    }

    private static double[] cut(double[] values, double cap) {
        return Arrays.stream(values).map(x -> Math.min(x, cap)).toArray();
    }

    private static ValueCounts counted(double[] values, int most) {
        ValueCounts counts = new ValueCounts(most);
        Arrays.stream(values).forEach(counts::add);
        counts.close();
        return counts;
    }

    private static Inferred answer(Experiment experiment, List<UnitState> states) {
        Instant now = Experiments.START.plus(40, ChronoUnit.DAYS);
        Sample sample = Sample.of(experiment, UnitState.parts(experiment, states), now);
        return (Inferred)
                Effect.of(experiment, sample, 0, 1, Units.ALL, List.of()).absolute().answer(USUAL);
    }

    private static UnitState unit(
            int variant, int number, List<Double> covariates, Stream<Outcome> outcomes) {
        String name = variant + "-" + number;
        return UnitState.exposed(name, new Exposure(AT + 1, variant, covariates, List.of()))
                .plus(UnitState.of(name, outcomes));
    }
}
