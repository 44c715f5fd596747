package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.experiment.Analysis;
import assay.experiment.Experiment;
import assay.experiment.LogRows;
import assay.experiment.Report;
import assay.experiment.ReportJson;
import assay.json.Json;
import assay.ledger.Objects.Version;
import assay.manifest.Manifests;
import assay.testing.InMemoryObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// However the logs are cut into files, in whatever order they come, and in however many parts the
/// state lies: the same comes out, to the last digit.
class StatesTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = START.plus(20, ChronoUnit.DAYS);
    private static final long AT = ChronoUnit.MICROS.between(Instant.EPOCH, START);
    private static final int UNITS = 2_000;
    private static final int COUNTRIES = 1_100;

    /// Sizes of the logs at which the state is in 1, 16 and 256 parts.
    private static final List<Long> SIZES = List.of(1L, 1L << 25, 1L << 34);

    private static final Experiment EXPERIMENT =
            Manifests.experiment(
                    Json.tree(
                            """
                            {"experiment": "e", "unit": "user", "start": "2026-11-01T00:00:00Z",
                             "variants": [{"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}],
                             "metrics": [{"id": "m", "kind": "mean", "event": "y", "role": "success", "winsorize": 0.9},
                                         {"id": "c", "kind": "mean", "event": "y", "role": "success", "covariates": ["p"]},
                                         {"id": "r", "kind": "ratio", "numerator": "y", "denominator": "x", "role": "guardrail"},
                                         {"id": "u", "kind": "quantile", "per": "unit", "quantile": 0.5, "event": "y", "role": "guardrail"},
                                         {"id": "q", "kind": "quantile", "quantile": 0.9, "event": "y", "role": "guardrail"}],
                             "dimensions": ["country"]}
                            """));

    private final InMemoryObjects results = new InMemoryObjects(() -> NOW);

    @Test
    void theSameComesOutHoweverTheLogsAreCutAndTheStateIsParted() throws IOException {
        List<List<byte[]>> whole = List.of(exposures(0, UNITS), outcomes(0, 4 * UNITS));
        List<String> once = said(states(1, List.of()), whole);
        for (long size : SIZES) {
            States atOnce = states(size, List.of());
            assertThat(said(atOnce, whole)).isEqualTo(once);

            List<List<byte[]>> files = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                files.add(exposures(i * UNITS / 2, (i + 1) * UNITS / 2));
                files.add(outcomes(i * 4 * UNITS / 2, (i + 1) * 4 * UNITS / 2));
            }
            Collections.shuffle(files, new Random(size));
            List<Version> parts = List.of();
            for (List<byte[]> file : files) {
                // The logs grow, so the parts become more on the way.
                States grown = states(parts.isEmpty() ? 1 : size, parts);
                grown.add(file);
                grown.sample();
                parts = grown.parts();
            }
            assertThat(said(states(size, parts), List.of())).isEqualTo(once);
            assertThat(bytes(parts)).isEqualTo(bytes(atOnce.parts()));
        }
    }

    @Test
    void aLateFileRewritesThePartsThatItSaysSomethingOf() {
        for (long size : SIZES) {
            States before = states(size, List.of());
            before.add(exposures(0, UNITS));
            before.sample();
            States after = states(size, before.parts());

            after.add(outcomes(7, 8));
            after.sample();

            List<Version> kept = new ArrayList<>(after.parts());
            kept.retainAll(before.parts());
            assertThat(after.parts()).hasSameSizeAs(before.parts());
            assertThat(kept).hasSize(before.parts().size() - 1);
        }
    }

    @Test
    void nothingNewWritesNothing() {
        States before = states(1 << 25, List.of());
        List<String> said = said(before, List.of(exposures(0, UNITS), outcomes(0, UNITS)));
        States after = states(1 << 25, before.parts());

        assertThat(said(after, List.of())).isEqualTo(said);
        assertThat(after.parts()).isEqualTo(before.parts());
        assertThat(said(states(1 << 25, List.of()), List.of()))
                .contains("\"outcome\":\"NEED_DATA\"");
    }

    private States states(long size, List<Version> parts) {
        Version log = new Version("log", "1", NOW, size, false);
        return new States(results, EXPERIMENT, NOW, parts, List.of(log));
    }

    /// The report's lines, one a number or so: where they differ, the difference is short.
    private static List<String> said(States states, List<List<byte[]>> files) {
        files.forEach(states::add);
        Report report = Analysis.of(EXPERIMENT, states.sample(), NOW, List.of());
        return List.of(Json.write(ReportJson.of(EXPERIMENT, report)).split(","));
    }

    private List<ByteBuffer> bytes(List<Version> parts) throws IOException {
        List<ByteBuffer> all = new ArrayList<>();
        for (Version part : parts) {
            try (InputStream in = results.open(part)) {
                all.add(ByteBuffer.wrap(in.readAllBytes()));
            }
        }
        return all;
    }

    private static List<byte[]> exposures(int from, int to) {
        int n = to - from;
        int[] variants = new int[n];
        double[] covariate = new double[n];
        for (int i = 0; i < n; i++) {
            variants[i] = (from + i) % 2;
            covariate[i] = (from + i) % 7 == 0 ? Double.NaN : Math.sin(from + i);
        }
        return rows(from, to, UNITS)
                .exposures(
                        EXPERIMENT,
                        variants,
                        new double[][] {covariate},
                        List.of(row -> "c" + (from + row) % COUNTRIES));
    }

    private static List<byte[]> outcomes(int from, int to) {
        int n = to - from;
        int[] events = new int[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            events[i] = (from + i) % 3 == 0 ? 1 : 0;
            values[i] = Math.exp(new SplittableRandom(from + i).nextGaussian());
        }
        return rows(from, to, UNITS).outcomes(EXPERIMENT, events, values);
    }

    /// Row by row another unit, some hours later.
    private static LogRows rows(int from, int to, int units) {
        long[] high = new long[to - from];
        long[] micros = new long[to - from];
        Arrays.setAll(high, i -> new SplittableRandom((from + i) % units).nextLong());
        Arrays.setAll(micros, i -> AT + (from + i) * 90_000_000L + 1);
        return new LogRows(high, high, micros, high.length);
    }
}
