package assay.handler;

import assay.evaluation.JudgeModel;
import assay.json.Json;
import assay.ledger.Datasets;
import assay.ledger.Graph;
import assay.ledger.Ledger;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.ScoredObjects;
import assay.ledger.ScoringRequest;
import assay.ledger.Work;
import assay.lineage.Lineage;
import assay.lineage.Lineage.Direction;
import assay.lineage.Reference;
import assay.scoring.ScoreDataset;
import assay.scoring.ScoringLimits;
import assay.succession.Line;
import assay.succession.Line.Appointed;
import assay.succession.Line.Judged;
import assay.succession.Line.Waiting;
import assay.succession.Standings;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import assay.testing.Crashing;
import assay.testing.InMemoryLedger;
import assay.testing.InMemoryObjects;
import assay.testing.InMemoryScorings;
import assay.testing.InMemoryWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The whole way of an upload, from the bucket to the ledger, in one place and without a network.
final class Office {

    static final Path SAMPLES = Path.of("../../events/uploads");

    final InMemoryObjects bucket;
    final InMemoryLedger ledger = new InMemoryLedger();
    final InMemoryWork work = new InMemoryWork();
    final InMemoryScorings scorings = new InMemoryScorings();
    final InMemoryObjects results;
    private final Ticking clock = new Ticking();
    private Crashing crashing = Crashing.never();
    private Optional<Tally> tally = Optional.empty();
    private long shardBytes = Long.MAX_VALUE;
    private ScoringLimits limits = ScoringLimits.DEFAULT;

    Office() {
        bucket = new InMemoryObjects(clock);
        results = new InMemoryObjects(clock);
    }

    /// Every look at it is a second later.
    private static final class Ticking implements InstantSource {
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plusMillis(10);
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    /// Datasets of several files are read file by file.
    Office inShards() {
        shardBytes = 1;
        return this;
    }

    /// What scoring writes goes into files of so many rows.
    Office writing(int rowsInFile) {
        limits =
                new ScoringLimits(
                        limits.model(),
                        limits.time(),
                        limits.attempts(),
                        limits.cells(),
                        rowsInFile,
                        limits.importanceRows());
        return this;
    }

    /// Everything that happens now breaks off at the n-th call.
    void crash(Crashing after) {
        crashing = after;
    }

    /// Whether an attempt broke off where it was told to, however deep that happened.
    static boolean died(Throwable attempt) {
        Throwable cause = attempt.getCause();
        return attempt instanceof Crashing.Death || cause != null && died(cause);
    }

    /// The sample uploads that intake is told of; experiments are read by the hour.
    static List<String> samples() {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> SAMPLES.relativize(f).toString().replace('\\', '/'))
                    .filter(key -> !key.startsWith("experiments/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sample(String key) {
        try {
            return Files.readAllBytes(SAMPLES.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Office upload(String key, byte[] content) {
        bucket.put(key, "application/octet-stream", content);
        return this;
    }

    Office upload(String key, String content) {
        return upload(key, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// What happens from now on is counted.
    Office seenBy(Tally counting) {
        tally = Optional.of(counting);
        return this;
    }

    private Ledger seen(Ledger records) {
        return tally.map(t -> t.of(records)).orElse(records);
    }

    private Objects seen(Objects objects) {
        return tally.map(t -> t.of(objects)).orElse(objects);
    }

    /// What the event of an upload brings about.
    Office deliver(String key) {
        Objects objects = crashing.of(seen(bucket));
        Ledger records = crashing.of(seen(ledger));
        Work requests = crashing.of(work);
        UploadedTables tables = tables(objects);
        if (key.startsWith("datasets/")) {
            new RegisterDataset(objects, tables, records, requests, clock).uploaded(key);
        } else {
            new RegisterModel(objects, tables, records, requests, clock).uploaded(key);
        }
        return this;
    }

    /// Does what was asked for, until nothing is asked.
    Office work() {
        do {
            for (var request = work.next(); request.isPresent(); request = work.next()) {
                lookAt(request.get().model());
            }
        } while (score());
        return this;
    }

    /// Runs the model that has waited longest to be run, if one waits.
    boolean score() {
        Optional<ScoringRequest> request = scorings.next();
        request.ifPresent(r -> {
            score(r);
            reported(r.folder() + ScoringRequest.OUTCOME);
        });
        return request.isPresent();
    }

    void score(ScoringRequest request) {
        AtomicLong nanos = new AtomicLong();
        new ScoreDataset(
                        tables(crashing.of(seen(bucket))),
                        crashing.of(results),
                        limits,
                        "assay under test",
                        clock,
                        () -> nanos.addAndGet(1_000_000),
                        () -> {})
                .score(request, 1);
    }

    /// What the event of what scoring wrote brings about.
    void reported(String key) {
        Objects objects = crashing.of(results);
        new RegisterScoring(
                        objects,
                        tables(objects),
                        crashing.of(seen(ledger)),
                        crashing.of(work),
                        clock)
                .reported(key);
    }

    void lookAt(String model) {
        Ledger records = crashing.of(seen(ledger));
        new JudgeModel(
                        tables(new ScoredObjects(crashing.of(seen(bucket)), crashing.of(results))),
                        records,
                        crashing.of(scorings),
                        Duration.ofMinutes(15),
                        "assay under test",
                        clock,
                        shardBytes)
                .lookAt(model);
    }

    private static UploadedTables tables(Objects objects) {
        return new UploadedTables(objects, new TableReader(Limits.DEFAULT, 1));
    }

    /// What was uploaded, as tables.
    UploadedTables uploaded() {
        return tables(bucket);
    }

    Models models() {
        return new Models(ledger);
    }

    Datasets datasets() {
        return new Datasets(ledger);
    }

    Standings standings() {
        return new Standings(ledger);
    }

    /// What was refused, waits or conflicts: each key with what is said of it.
    List<String> uploads(String state) {
        return ledger.items().stream()
                .filter(i -> i.key().partition().startsWith("UPLOAD#"))
                .map(i -> Json.tree(i.document()))
                .filter(u -> u.path("state").asString().equals(state))
                .map(u -> u.path("key").asString() + " " + u.path("faults"))
                .sorted()
                .toList();
    }

    /// How things stand, without the times at which they came to stand so.
    Map<String, String> standing() {
        Map<String, String> all = new TreeMap<>();
        TreeSet<String> models = new TreeSet<>();
        for (var item : ledger.items()) {
            String partition = item.key().partition();
            if (partition.startsWith("MODEL#")) {
                models.add(partition.substring(6));
            } else if (partition.startsWith("DATASET#")
                    && item.key().sort().startsWith("VERSION#")) {
                all.put(
                        partition + " " + item.key().sort(),
                        Json.tree(item.document()).path("digest").asString());
            } else if (partition.startsWith("UPLOAD#")) {
                all.put(
                        partition + " " + item.key().sort(),
                        Json.tree(item.document()).path("faults").toString());
            }
        }
        models.forEach(m -> standing(m, all));
        return all;
    }

    private void standing(String model, Map<String, String> all) {
        models().versions(model).forEach(v -> all.put(v.reference().toString(), v.digest()));
        models().predictions(model)
                .forEach(p ->
                        all.put(
                                Reference.predictions(p.model(), p.dataset()).toString(),
                                p.digest()));
        models().evaluations(model)
                .forEach(e ->
                        all.put(
                                Reference.evaluation(e.model(), e.dataset()).toString(),
                                e.rows() + " rows " + e.metrics()));
        Line line = standings().line(model);
        all.put(
                model + " line",
                line.entries().stream()
                        .map(e ->
                                switch (e) {
                                    case Judged j ->
                                            j.version() + " " + j.outcome() + " " + j.verdict();
                                    case Appointed a -> a.version() + " appointed";
                                    case Line.Revoked r -> r.version() + " revoked " + r.verdict();
                                    case Waiting w -> w.version() + " " + w.reason();
                                })
                        .collect(Collectors.joining("; ")));
        Optional<Reference> champion = standings().champion(model).map(s -> s.champion().version());
        all.put(model + " champion", champion.map(Reference::toString).orElse("none"));
        for (var version : models().versions(model)) {
            Lineage upstream =
                    Lineage.trace(version.reference(), Direction.UPSTREAM, 9, new Graph(ledger));
            all.put(
                    version.reference() + " upstream",
                    new TreeSet<>(upstream.depths().keySet()).toString());
        }
        line.verdicts()
                .forEach(id -> {
                    var verdict = models().verdict(id).orElseThrow();
                    ((tools.jackson.databind.node.ObjectNode) verdict).remove("issuedAt");
                    ((tools.jackson.databind.node.ObjectNode) verdict.at("/evidence/permission"))
                            .remove("at");
                    all.put("verdict " + id, verdict.toString());
                });
    }
}
