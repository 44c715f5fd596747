package assay.benchmarks;

import assay.experiment.Experiment;
import assay.experiment.Sample;
import assay.experiment.Unit;
import assay.experiment.UnitStream;
import assay.experiment.UnitWriter;
import assay.handler.AnalyseExperiments;
import assay.json.Json;
import assay.ledger.Experiments;
import assay.ledger.Objects.Version;
import assay.manifest.Manifests;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.testing.InMemoryLedger;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// An experiment's logs, drawn with known truth as Parquet files by day, analysed by the engine as
/// the function does it, and by polars with tea-tasting, which read the same files: events per
/// second, peak memory, bytes of state, and what a day costs.
///
/// `experiment [--events N] [--days N] [--units N] [--folder DIR] [--python COMMAND] [--heap MB]
/// [--compare no]`; without comparing, Python still makes the files. A tenth as many units as
/// events unless told otherwise.
final class ExperimentBenchmark {

    private static final LocalDate START = LocalDate.of(2026, 11, 1);
    private static final double DOLLARS_A_GIGABYTE_SECOND = 0.0000133334;
    private static final double DOLLARS_A_PUT = 0.005 / 1000;
    private static final double DOLLARS_A_GET = 0.0004 / 1000;
    private static final double GIGABYTES = 8;

    private static final String DEFINITION =
            """
            {"experiment": "bench", "unit": "user", "start": "2026-11-01T00:00:00Z",
             "end": "2026-12-31T00:00:00Z",
             "variants": [{"name": "control", "share": 0.5}, {"name": "treatment", "share": 0.5}],
             "metrics": [
               {"id": "conversion", "kind": "proportion", "event": "buy", "role": "success"},
               {"id": "revenue", "kind": "mean", "event": "buy", "role": "success"},
               {"id": "ctr", "kind": "ratio", "numerator": "click", "denominator": "view", "role": "guardrail", "margin": 0.01},
               {"id": "latency", "kind": "quantile", "event": "latency_ms", "quantile": 0.99, "role": "guardrail", "direction": "decrease", "margin": 20}],
             "dimensions": ["country"]}
            """;

    private ExperimentBenchmark() {}

    /// What was asked for.
    private record Asked(
            long events,
            int days,
            long units,
            Path folder,
            String python,
            int heap,
            boolean compare) {
        static Asked of(List<String> arguments) {
            long events = 10_000_000;
            int days = 14;
            long units = 0;
            Path folder = Path.of("target/experiment");
            String python = "python3";
            int heap = 2048;
            boolean compare = true;
            for (int i = 0; i + 1 < arguments.size(); i += 2) {
                String value = arguments.get(i + 1);
                switch (arguments.get(i)) {
                    case "--events" -> events = Long.parseLong(value);
                    case "--days" -> days = Integer.parseInt(value);
                    case "--units" -> units = Long.parseLong(value);
                    case "--folder" -> folder = Path.of(value);
                    case "--python" -> python = value;
                    case "--heap" -> heap = Integer.parseInt(value);
                    case "--compare" -> compare = !value.equals("no");
                    default ->
                            throw new IllegalArgumentException(
                                    arguments.get(i)
                                            + " is none of --events, --days, --units, --folder, --python, --heap, --compare");
                }
            }
            return new Asked(
                    events, days, units > 0 ? units : events / 10, folder, python, heap, compare);
        }
    }

    static void compare(List<String> arguments) throws IOException, InterruptedException {
        Asked asked = Asked.of(arguments);
        try (WorkFolder work = new WorkFolder()) {
            compare(asked, work.script("experiment.py"));
        }
    }

    private static void compare(Asked asked, Path script) throws IOException, InterruptedException {
        draw(asked, script);
        Files.writeString(asked.folder().resolve("experiments/bench/experiment.json"), DEFINITION);
        System.out.println("| what | seconds | of processors | events a second | peak MB |");
        System.out.println("|---|---|---|---|---|");
        List<String> java =
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx" + asked.heap() + "m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        AgainstPython.jar().toString(),
                        Benchmarks.class.getName(),
                        "one-experiment",
                        asked.folder().toString(),
                        String.valueOf(asked.days()));
        List<String> whole = run(with(java, "whole"));
        List<String> daily = run(with(java, "daily"));
        Files.writeString(
                asked.folder()
                        .resolve("experiments/bench/outcomes/dt=" + START + "/" + LogDays.LATE),
                lateFile(asked.units()));
        List<String> late = run(with(java, "late"));
        row("all days at once, from nothing", whole.getFirst(), asked.events());
        row("the last day, added to the others", daily.getFirst(), asked.events() / asked.days());
        row("a late file of " + LATE_EVENTS + " outcomes", late.getFirst(), LATE_EVENTS);
        if (asked.compare()) {
            List<String> python =
                    run(
                            List.of(
                                    asked.python(),
                                    script.toString(),
                                    "analyse",
                                    asked.folder().toString()));
            row("polars and tea-tasting, all days", python.getFirst(), asked.events());
            System.out.println();
            System.out.printf(
                    Locale.ROOT,
                    "polars over assay, from nothing: %.2f; for the last day, for which polars reads all: %.2f%n",
                    number(python.getFirst(), 0) / number(whole.getFirst(), 0),
                    number(python.getFirst(), 0) / number(daily.getFirst(), 0));
            agree(whole, python);
        }
        agree(whole, daily);
        cost(daily.getFirst());
        run(with(java, "parts")).forEach(System.out::println);
    }

    private static final int LATE_EVENTS = 100;

    /// Draws the logs, unless the folder has them of an earlier run.
    private static void draw(Asked asked, Path script) throws IOException, InterruptedException {
        Path note = asked.folder().resolve("drawn.txt");
        String wanted =
                "%d events of %d units over %d days"
                        .formatted(asked.events(), asked.units(), asked.days());
        if (Files.exists(asked.folder().resolve("experiments/bench/exposures"))) {
            String drawn = Files.exists(note) ? Files.readString(note) : "logs of unknown size";
            if (!drawn.equals(wanted)) {
                throw new IllegalArgumentException(
                        "%s holds %s, not %s: name another with --folder, or remove it"
                                .formatted(asked.folder(), drawn, wanted));
            }
            return;
        }
        run(
                List.of(
                        asked.python(),
                        script.toString(),
                        "generate",
                        asked.folder().toString(),
                        String.valueOf(asked.events()),
                        String.valueOf(asked.days()),
                        String.valueOf(asked.units())));
        Files.writeString(note, wanted);
    }

    private static String lateFile(long units) {
        StringBuilder rows = new StringBuilder("unit,event,timestamp,value\n");
        for (int i = 0; i < LATE_EVENTS; i++) {
            rows.append("user-")
                    .append(i * (units / LATE_EVENTS))
                    .append(",view,")
                    .append(START.plusDays(13))
                    .append("T23:00:00Z,1\n");
        }
        return rows.toString();
    }

    private static void row(String what, String figures, long events) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %,.0f | %.0f |%n",
                what,
                number(figures, 0),
                number(figures, 2),
                events / number(figures, 0),
                number(figures, 1) / 1024);
    }

    private static void cost(String daily) {
        double seconds = number(daily, 0);
        double bytes = number(daily, 3);
        double units = number(daily, 4);
        double parts = number(daily, 5);
        double lambda = seconds * GIGABYTES * DOLLARS_A_GIGABYTE_SECOND;
        // The state's parts are read twice, for quantiles per event, and written once; each of the
        // day's two files is read in about ten requests.
        double requests = parts * DOLLARS_A_PUT + (2 * parts + 20) * DOLLARS_A_GET;
        System.out.printf(
                Locale.ROOT,
                "state: %,.0f bytes, %.1f a unit, in %.0f parts%n",
                bytes,
                bytes / units,
                parts);
        System.out.printf(
                Locale.ROOT,
                "a day: %.2f s × %.0f GB × $%.10f = $%.6f, requests $%.6f: $%.6f; state in S3 $%.4f a month%n",
                seconds,
                GIGABYTES,
                DOLLARS_A_GIGABYTE_SECOND,
                lambda,
                requests,
                lambda + requests,
                bytes / 1e9 * 0.023);
    }

    private static void agree(List<String> mine, List<String> theirs) {
        for (String line : theirs.subList(1, theirs.size())) {
            String metric = line.substring(0, line.indexOf(' '));
            double there = Double.parseDouble(line.substring(line.indexOf(' ')));
            double here =
                    mine.stream()
                            .filter(l -> l.startsWith(metric + " "))
                            .mapToDouble(l -> Double.parseDouble(l.substring(l.indexOf(' '))))
                            .findFirst()
                            .orElseThrow();
            if (!(Math.abs(here - there) <= 1e-9 * Math.max(1, Math.abs(there)))) {
                throw new IllegalStateException(
                        "%s: %s here, %s there".formatted(metric, here, there));
            }
        }
        System.out.println("estimates agree within 1e-9");
    }

    private static double number(String figures, int place) {
        return Double.parseDouble(figures.split(" ")[place]);
    }

    private static List<String> with(List<String> command, String last) {
        List<String> all = new ArrayList<>(command);
        all.add(last);
        return all;
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
        return answer.lines().toList();
    }

    /// One analysis, in a process of its own: seconds, peak kilobytes, seconds of processors, bytes
    /// of state, units, parts, then the estimates.
    ///
    /// @param what `whole`: from nothing; `daily`: the last day, `late`: a late file, added to what
    ///   was read before; `parts`: where a pass over the state goes
    static void one(Path folder, int days, String what) throws IOException {
        try (Stream<Path> old = Files.walk(folder)) {
            for (Path file : old.filter(f -> f.toString().contains(".bin.")).toList()) {
                Files.delete(file);
            }
        }
        LogDays bucket = new LogDays(folder);
        InMemoryLedger ledger = new InMemoryLedger();
        Instant end = START.plusDays(days + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
        AnalyseExperiments analyse =
                new AnalyseExperiments(
                        bucket,
                        bucket,
                        new TableReader(Limits.DEFAULT, Runtime.getRuntime().availableProcessors()),
                        ledger,
                        (model, cause) -> {},
                        "benchmark",
                        () -> end.plusSeconds(ledgerTicks(ledger)));
        switch (what) {
            case "daily" -> {
                bucket.until(START.plusDays(days - 2L).toString());
                analyse.all();
                bucket.until("9");
            }
            case "late" -> {
                analyse.all();
                bucket.lateToo();
            }
            case "parts" -> {
                analyse.all();
                pass(bucket, new Experiments(ledger).progress("bench").orElseThrow().state(), end);
                return;
            }
            default -> {}
        }
        long busy = busy();
        long start = System.nanoTime();
        analyse.all();
        double seconds = (System.nanoTime() - start) / 1e9;
        double processors = (busy() - busy) / 1e9;
        List<Version> parts = new Experiments(ledger).progress("bench").orElseThrow().state();
        JsonNode result = new Experiments(ledger).results("bench", 1, null).items().getFirst();
        long units =
                result.path("units")
                        .path("byVariant")
                        .valueStream()
                        .mapToLong(JsonNode::asLong)
                        .sum();
        System.out.printf(
                Locale.ROOT,
                "%f %d %f %d %d %d%n",
                seconds,
                Peak.kilobytes().orElse(0),
                processors,
                parts.stream().mapToLong(Version::size).sum(),
                units,
                parts.size());
        for (JsonNode criterion : result.path("criteria")) {
            System.out.println(
                    criterion.path("id").asString() + " " + criterion.path("estimate").asDouble());
        }
    }

    /// What one pass over the state takes of processors, by what is done with each unit.
    private static void pass(LogDays bucket, List<Version> state, Instant now) {
        Experiment experiment = Manifests.experiment(Json.tree(DEFINITION));
        List<Supplier<InputStream>> parts =
                state.stream().<Supplier<InputStream>>map(v -> () -> bucket.open(v)).toList();
        UnitWriter writer = new UnitWriter(experiment);
        double read = fastest(() -> each(experiment, parts, _ -> {}));
        double both = fastest(() -> require(Sample.of(experiment, parts, now)));
        double write =
                fastest(() ->
                        each(
                                experiment,
                                parts,
                                unit -> {
                                    writer.write(unit);
                                    if (writer.size() >= 1 << 26) {
                                        writer.take();
                                    }
                                }));
        System.out.printf(
                Locale.ROOT,
                "a pass, seconds of processors: reading alone %.2f s; with both rounds of the statistics, reading twice, %.2f s;"
                        + " with writing in memory %.2f s%n",
                read,
                both,
                write);
    }

    private static void each(
            Experiment experiment, List<Supplier<InputStream>> parts, Consumer<Unit> action) {
        try (UnitStream units = UnitStream.of(experiment, parts)) {
            units.forEach(action);
        }
    }

    private static void require(Sample sample) {
        if (sample.units() == 0) {
            throw new IllegalStateException("no unit counts");
        }
    }

    private static double fastest(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int time = 0; time < 3; time++) {
            best = Math.min(best, once(work));
        }
        return best;
    }

    private static double once(Runnable work) {
        long start = busy();
        work.run();
        return (busy() - start) / 1e9;
    }

    /// Nanoseconds of all processors that this process has had.
    private static long busy() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// Time passes from one analysis to the next.
    private static long ledgerTicks(InMemoryLedger ledger) {
        return new Experiments(ledger).results("bench", 10, null).items().size() * 3600L;
    }
}
