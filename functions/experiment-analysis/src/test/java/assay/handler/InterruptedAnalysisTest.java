package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Experiments;
import assay.ledger.Ledger;
import assay.ledger.Objects;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.testing.Crashing;
import assay.testing.InMemoryLedger;
import assay.testing.InMemoryObjects;
import assay.testing.InMemoryWork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Logs come late, twice, in new versions, and go; the definition changes; an analysis breaks off
/// at any call of any port. In the end everything is as if it had been read once, in order.
class InterruptedAnalysisTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int ROUNDS = 12;
    private static final int STEPS = 14;
    private static final int DAYS = 4;

    private Instant now = START.plus(10, ChronoUnit.DAYS);

    @Test
    void itIsAsIfEverythingHadBeenReadOnceInOrder() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(round);
            InMemoryObjects bucket = new InMemoryObjects(() -> now);
            InMemoryObjects results = new InMemoryObjects(() -> now);
            InMemoryLedger ledger = new InMemoryLedger();
            upload(bucket, "experiment.json", definition(1));
            for (int step = 0; step < STEPS; step++) {
                change(bucket, random);
                now = now.plusSeconds(3600);
                Crashing process =
                        random.nextInt(3) == 0
                                ? Crashing.never()
                                : Crashing.after(random.nextInt(40));
                try {
                    analyse(process.of(bucket), process.of(results), process.of(ledger)).all();
                } catch (Crashing.Death e) {
                    // The next hour comes.
                }
            }
            now = now.plusSeconds(86_400);
            analyse(bucket, results, ledger).all();

            InMemoryObjects afresh = new InMemoryObjects(() -> now);
            InMemoryLedger other = new InMemoryLedger();
            analyse(bucket, afresh, other).all();
            assertThat(state(ledger, results)).isEqualTo(state(other, afresh));
            for (String field : List.of("units", "leftOut", "criteria")) {
                assertThat(newest(ledger).path(field)).isEqualTo(newest(other).path(field));
            }
        }
    }

    private static void change(InMemoryObjects bucket, SplittableRandom random) {
        int day = 1 + random.nextInt(DAYS);
        String kind = random.nextBoolean() ? "exposures" : "outcomes";
        String path = kind + "/dt=2026-11-0%d/part%d.csv".formatted(day, random.nextInt(2));
        switch (random.nextInt(6)) {
            case 0 -> bucket.delete("experiments/e/" + path);
            case 1 -> upload(bucket, "experiment.json", definition(1 + random.nextInt(2)));
            case 2 -> {
                String twice = rows(kind, day, 5);
                upload(bucket, path, twice);
                upload(bucket, kind + "/dt=2026-11-0%d/again.csv".formatted(day), twice);
            }
            default -> upload(bucket, path, rows(kind, day, random.nextInt(1000)));
        }
    }

    private static String definition(int quantile) {
        return """
        {"experiment": "e", "unit": "user", "start": "2026-11-01T00:00:00Z",
         "variants": [{"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}],
         "metrics": [{"id": "m", "kind": "mean", "event": "buy", "role": "success", "winsorize": 0.9%d},
                     {"id": "q", "kind": "quantile", "quantile": 0.5, "event": "buy", "role": "guardrail"}],
         "dimensions": ["country"]}
        """
                .formatted(quantile);
    }

    private static String rows(String kind, int day, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean exposures = kind.equals("exposures");
        StringBuilder rows =
                new StringBuilder(
                        exposures
                                ? "unit,variant,timestamp,country\n"
                                : "unit,event,timestamp,value\n");
        for (int i = 0; i < 60; i++) {
            int unit = random.nextInt(150);
            String at = "2026-11-0%dT%02d:00:00.%03dZ".formatted(day, random.nextInt(24), i);
            rows.append("u").append(unit).append(',');
            rows.append(exposures ? (unit % 2 == 0 ? "a" : "b") : "buy").append(',');
            rows.append(at).append(',');
            rows.append(exposures ? "c" + unit % 3 : random.nextDouble()).append('\n');
        }
        return rows.toString();
    }

    private static void upload(InMemoryObjects bucket, String path, String content) {
        bucket.put("experiments/e/" + path, "text/plain", content.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode newest(Ledger ledger) {
        return new Experiments(ledger).results("e", 1, null).items().getFirst();
    }

    private static byte[] state(Ledger ledger, Objects results) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Objects.Version part : new Experiments(ledger).progress("e").orElseThrow().state()) {
            try (InputStream in = results.open(part)) {
                in.transferTo(bytes);
            }
        }
        return bytes.toByteArray();
    }

    private AnalyseExperiments analyse(Objects bucket, Objects results, Ledger ledger) {
        return new AnalyseExperiments(
                bucket,
                results,
                new TableReader(Limits.DEFAULT, 1),
                ledger,
                new InMemoryWork(),
                "test",
                () -> now);
    }
}
