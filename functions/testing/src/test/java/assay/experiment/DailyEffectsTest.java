package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.experiment.Report.VariantFinding;
import assay.statistics.Student;
import assay.testing.UnitState;
import assay.testing.UnitState.Exposure;
import assay.testing.UnitState.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Effects by day, of units that come back.
class DailyEffectsTest {

    private static final int DAYS = 6;
    private static final long AT = ChronoUnit.MICROS.between(Instant.EPOCH, Experiments.START);
    private static final String SPENT =
            "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'}";

    /// What the units of one trial did.
    private static final class Drawn {
        private final int[] variants;

        /// By unit and day; NaN before the unit came in.
        private final double[][] did;

        private Drawn(int[] variants, double[][] did) {
            this.variants = variants;
            this.did = did;
        }

        /// Each unit spends by a habit of its own, so that its days are alike.
        ///
        /// @param change what a day makes of the treatment's spending, as a factor
        static Drawn of(SplittableRandom random, int units, double change) {
            int[] variants = new int[units];
            double[][] did = new double[units][DAYS];
            for (int i = 0; i < units; i++) {
                variants[i] = random.nextInt(2);
                int came = random.nextInt(DAYS);
                double habit = random.nextExponential();
                for (int day = 0; day < DAYS; day++) {
                    double times = variants[i] == 1 ? Math.pow(change, day) : 1;
                    did[i][day] =
                            day < came
                                    ? Double.NaN
                                    : random.nextInt(3) > 0
                                            ? times * habit * (1 + random.nextInt(3))
                                            : 0;
                }
            }
            return new Drawn(variants, did);
        }

        List<UnitState> states() {
            List<UnitState> states = new ArrayList<>();
            for (int i = 0; i < did.length; i++) {
                String name = "u" + i;
                List<Outcome> outcomes = new ArrayList<>();
                int came = DAYS;
                for (int day = DAYS - 1; day >= 0 && !Double.isNaN(did[i][day]); day--) {
                    came = day;
                    if (did[i][day] != 0) {
                        outcomes.add(new Outcome(AT + day * Observed.DAY + 5, 0, did[i][day]));
                    }
                }
                Exposure exposure =
                        new Exposure(
                                AT + came * Observed.DAY + 1, variants[i], List.of(), List.of());
                states.add(
                        UnitState.exposed(name, exposure)
                                .plus(UnitState.of(name, outcomes.stream())));
            }
            return states;
        }

        double mean(int variant, int day) {
            double sum = 0;
            int n = 0;
            for (int i = 0; i < did.length; i++) {
                if (variants[i] == variant && !Double.isNaN(did[i][day])) {
                    sum += did[i][day];
                    n++;
                }
            }
            return sum / n;
        }

        long here(int variant, int day) {
            long n = 0;
            for (int i = 0; i < did.length; i++) {
                n += variants[i] == variant && !Double.isNaN(did[i][day]) ? 1 : 0;
            }
            return n;
        }
    }

    private static VariantFinding found(Drawn drawn) {
        Experiment experiment = Experiments.with(SPENT, ", 'inference': {'method': 'bayesian'}");
        Instant now = Experiments.START.plus(DAYS, ChronoUnit.DAYS);
        Sample sample = Sample.of(experiment, UnitState.parts(experiment, drawn.states()), now);
        return Analysis.of(experiment, sample, now, List.of()).findings().getFirst();
    }

    /// Unit by unit: how much each one moves the slope, squared and summed up.
    @Test
    void theTrendIsAsUncertainAsWhatItsUnitsDidTogetherMakesIt() {
        Drawn drawn = Drawn.of(new SplittableRandom(11), 300, 1);
        VariantFinding found = found(drawn);
        double[] precision = new double[DAYS];
        double[] log = new double[DAYS];
        double weight = 0;
        double when = 0;
        for (int day = 0; day < DAYS; day++) {
            var ratio = found.days().get(day).ratio().orElseThrow();
            log[day] = Math.log(drawn.mean(1, day) / drawn.mean(0, day));
            assertThat(ratio.log()).isCloseTo(log[day], within(1e-12));
            precision[day] = 1 / (ratio.error() * ratio.error());
            weight += precision[day];
            when += precision[day] * day;
        }
        double xx = 0;
        double xy = 0;
        double[] pull = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            double x = day - when / weight;
            pull[day] = precision[day] * x;
            xx += pull[day] * x;
            xy += pull[day] * log[day];
        }
        double square = 0;
        for (int i = 0; i < drawn.did.length; i++) {
            int variant = drawn.variants[i];
            double moves = 0;
            for (int day = 0; day < DAYS; day++) {
                double did = drawn.did[i][day];
                double mean = drawn.mean(variant, day);
                moves +=
                        Double.isNaN(did)
                                ? 0
                                : pull[day] * (did - mean) / (drawn.here(variant, day) * mean);
            }
            square += moves * moves;
        }
        double reach = Student.upperQuantile(0.025, DAYS - 1.0) * Math.sqrt(square) / xx;

        var trend = found.trend().orElseThrow();
        assertThat(trend.perDay()).isCloseTo(Math.expm1(xy / xx), within(1e-10));
        assertThat(trend.interval().lower()).isCloseTo(Math.expm1(xy / xx - reach), within(1e-10));
        assertThat(trend.interval().upper()).isCloseTo(Math.expm1(xy / xx + reach), within(1e-10));
    }

    @Test
    void anEffectThatStaysIsSeldomTakenForChangingThoughUnitsComeBack() {
        int runs = 400;
        int changes = 0;
        for (int run = 0; run < runs; run++) {
            changes +=
                    found(Drawn.of(new SplittableRandom(900 + 7919L * run), 200, 1)).changes()
                            ? 1
                            : 0;
        }
        // Alpha and three standard errors.
        assertThat(changes / (double) runs).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / runs));
    }

    @Test
    void anEffectThatWearsOffIsFound() {
        VariantFinding found = found(Drawn.of(new SplittableRandom(3), 6000, 0.85));

        assertThat(found.changes()).isTrue();
        assertThat(found.trend().orElseThrow().perDay()).isCloseTo(-0.15, within(0.03));
    }
}
