package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import assay.manifest.Fault;
import assay.manifest.Manifests.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentManifestTest {

    private static final String GOOD =
            """
            {'experiment': 'e', 'unit': 'user',
             'variants': [{'name': 'control', 'share': 0.5, 'serves': 'model:m@1'}, {'name': 'treatment', 'share': 0.5}],
             'start': '2026-11-01T00:00:00Z', 'end': '2026-12-01T00:00:00Z', 'alpha': 0.05,
             'inference': {'method': 'always-valid'},
             'metrics': [{'id': 'a', 'kind': 'mean', 'event': 'y', 'role': 'success'},
                         {'id': 'b', 'kind': 'ratio', 'numerator': 'x', 'denominator': 'y', 'role': 'guardrail', 'margin': 0.1}]}
            """;

    @Test
    void whatIsNotSaidIsTheUsual() {
        Experiment experiment = Experiments.read(GOOD);

        assertThat(experiment.inference()).isEqualTo(new Method.AlwaysValid(10_000, 0.05));
        assertThat(experiment.power()).isEqualTo(0.8);
        assertThat(experiment.events()).containsExactly("y", "x");
        assertThat(experiment.variants().getFirst().serves()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'share': 0.5}]|'share': 0.4}]|/variants",
                "'treatment'|'control'|/variants/1/name",
                "'id': 'b'|'id': 'a'|/metrics/1/id",
                "'end': '2026-12-01T|'end': '2026-10-01T|/end",
                "'start': '2026-11-01T|'start': '2026-11-31T|/start",
                "'alpha': 0.05|'alpha': 0.7|/alpha",
                "'always-valid'|'group-sequential'|/inference/plannedUnits",
                "'unit': 'user'|'unit': 'user', 'colour': 'red'|/colour",
                "'experiment': 'e'|'experiment': 'f'|/experiment",
                "'role': 'success'|'role': 'success', 'margin': 0.2, 'minimumEffect': 0.2|/metrics/0/minimumEffect",
                "'margin': 0.1|'margin': 0.1, 'minimumEffect': 0.2|/metrics/1/minimumEffect",
            })
    void eachFaultIsNamedByItsPointer(String good, String bad, String pointer) {
        Reading reading = Experiments.reading(GOOD.replace(good, bad), "e");

        assertThat(faults(reading))
                .extracting(f -> ((Fault.AtPointer) f).pointer())
                .contains(pointer);
    }

    @Test
    void aFixedTestNeedsAnEnd() {
        String open =
                GOOD.replace("'end': '2026-12-01T00:00:00Z', ", "")
                        .replace("always-valid", "fixed");

        assertThat(faults(Experiments.reading(open, "e")).getFirst().reason())
                .contains("decided once, at its end");
    }

    private static List<Fault> faults(Reading reading) {
        return switch (reading) {
            case Reading.Faulty(List<Fault> faults) -> faults;
            case Reading.Read read -> throw new AssertionError("no fault in " + read.json());
        };
    }
}
