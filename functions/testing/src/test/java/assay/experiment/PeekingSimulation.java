package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.manifest.Manifests;
import assay.testing.SimulatedUnits;
import assay.testing.UnitState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Experiments that somebody looks at every day: how often one with no effect is shipped or
/// rejected, how often one with an effect is shipped, and after how many days. `fixed` looks once,
/// at its end; `fixed, looked at every day` is what one is not to do.
///
/// Too slow for every build: `mvn -pl functions/testing -am test -Dtest=PeekingSimulation
/// -Dsurefire.failIfNoSpecifiedTests=false`.
class PeekingSimulation {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int DAYS = 14;
    private static final int UNITS = 2000;

    private static final int RUNS = 500;
    private static final String ALWAYS_VALID = "\"method\": \"always-valid\", \"tunedFor\": 2000";

    /// Under a flat prior the credible interval is the fixed one, but it answers at any time.
    private static final String FLAT = "\"method\": \"bayesian\"";

    @Test
    void howOftenAnExperimentIsShippedAndRejected() {
        System.out.println("| method | lift | shipped | rejected | days to ship |");
        System.out.println("|---|---|---|---|---|");
        for (double lift : new double[] {0, 0.06}) {
            double peeked = row("always-valid", ALWAYS_VALID, 1, lift);
            if (lift == 0) {
                assertThat(peeked).isLessThan(0.05);
            }
            row("fixed", FLAT, DAYS, lift);
            row("fixed, looked at every day", FLAT, 1, lift);
        }
    }

    /// @return how often it was decided either way
    private static double row(String name, String inference, int every, double lift) {
        Experiment experiment = experiment(inference);
        int shipped = 0;
        int rejected = 0;
        long days = 0;
        for (int run = 0; run < RUNS; run++) {
            List<UnitState> states =
                    new SimulatedUnits(run, UNITS, DAYS, 0.5, 0.3, lift).from(START);
            for (int day = every; day <= DAYS; day += every) {
                Outcome outcome = outcome(experiment, states, day);
                if (outcome == Outcome.PROMOTE || outcome == Outcome.REJECT) {
                    shipped += outcome == Outcome.PROMOTE ? 1 : 0;
                    rejected += outcome == Outcome.REJECT ? 1 : 0;
                    days += outcome == Outcome.PROMOTE ? day : 0;
                    break;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.4f | %.4f | %.1f |%n",
                name,
                lift,
                shipped / (double) RUNS,
                rejected / (double) RUNS,
                shipped == 0 ? 0 : days / (double) shipped);
        return (shipped + rejected) / (double) RUNS;
    }

    private static Outcome outcome(Experiment experiment, List<UnitState> states, int day) {
        Instant now = START.plus(day, ChronoUnit.DAYS);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        List<UnitState> seen =
                states.stream().filter(s -> s.exposure().orElseThrow().micros() < micros).toList();
        Sample sample = Sample.of(experiment, UnitState.parts(experiment, seen), now);
        return Analysis.of(experiment, sample, now, List.of()).outcome();
    }

    private static Experiment experiment(String inference) {
        return Manifests.experiment(
                Json.tree(
                        """
                        {"experiment": "e", "unit": "user", "start": "2026-11-01T00:00:00Z",
                         "variants": [{"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}],
                         "inference": {%s},
                         "metrics": [{"id": "buy", "kind": "proportion", "event": "buy", "role": "success"}]}
                        """
                                .formatted(inference)));
    }
}
