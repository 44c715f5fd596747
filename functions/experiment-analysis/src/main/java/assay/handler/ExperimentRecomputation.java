package assay.handler;

import assay.experiment.Report;
import assay.experiment.Sample;
import assay.intake.History;
import assay.ledger.Experiments;
import assay.ledger.Ledger;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.Source;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.manifest.ExperimentManifest;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.succession.Recomputed;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives an experiment's verdict once more, from exactly what it names: the `experiment.json` of
/// its digest, and the log files, as they lay in the bucket when it was given, of theirs. All are
/// read anew; what is kept of the units is not trusted. What came later is left out.
///
/// What became of the champion is on record, and is taken from there: it hung on who served then.
final class ExperimentRecomputation {

    /// Files that came within so short a time before the verdict may have been too late for it, and
    /// the bucket's clock may differ from the office's by as much.
    private static final Duration CLOCKS = Duration.ofMinutes(2);

    private static final int MOST_TRIED = 8;

    private final Objects bucket;
    private final UploadedTables tables;
    private final Models models;
    private final Experiments experiments;

    /// @param bucket of the uploads
    ExperimentRecomputation(Objects bucket, TableReader reader, Ledger ledger) {
        this.bucket = bucket;
        this.tables = new UploadedTables(bucket, reader);
        this.models = new Models(ledger);
        this.experiments = new Experiments(ledger);
    }

    /// Recomputes one verdict.
    Recomputed of(String id) {
        Optional<JsonNode> recorded = models.verdict(id);
        if (recorded.isEmpty()) {
            return new Recomputed.Not("No verdict on record has the id " + id + ".");
        }
        Reference subject = Reference.parse(recorded.get().path("subject").asString());
        return subject.kind() == Kind.EXPERIMENT
                ? of(recorded.get(), subject.name())
                : new Recomputed.Elsewhere(id, subject);
    }

    private Recomputed of(JsonNode verdict, String name) {
        String folder = "experiments/" + name + "/";
        List<Version> versions = bucket.history(folder);
        String definition = named(verdict, "experiment");
        Optional<Logs.Asked> asked = asked(versions, name, folder, definition);
        if (asked.isEmpty()) {
            return new Recomputed.Changed(
                    List.of(
                            "no version of %sexperiment.json has sha256 %s, by which the verdict was decided."
                                    .formatted(folder, definition)));
        }
        Instant at = Instant.parse(verdict.path("issuedAt").asString());
        for (List<Version> logs : asOf(versions, folder + "experiment.json", at)) {
            Optional<Recomputed> found = from(logs, verdict, asked.get(), at);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Recomputed.Changed(
                List.of(
                        "the log files that lay under %s at %s have not the digest sha256:%s, from which the verdict was decided: one was changed, or is no more."
                                .formatted(folder, at, named(verdict, "logs"))));
    }

    private static String named(JsonNode verdict, String input) {
        return verdict.path("evidence").path(input).asString("").replaceFirst("^sha256:", "");
    }

    private Optional<Logs.Asked> asked(
            List<Version> versions, String name, String folder, String definition) {
        return versions.stream()
                .filter(v -> v.key().equals(folder + "experiment.json") && !v.deleted())
                .filter(v -> tables.digest(v).sha256().equals(definition))
                .findFirst()
                .map(tables::bytes)
                .filter(content -> Manifests.experiment(content, name) instanceof Reading.Read)
                .map(content -> {
                    Reading.Read read = (Reading.Read) Manifests.experiment(content, name);
                    return new Logs.Asked(
                            ((ExperimentManifest) read.manifest()).experiment(),
                            definition,
                            folder);
                });
    }

    /// The log files as they were: by what the bucket says first, then with what came just before
    /// or just after left out or taken in.
    private static List<List<Version>> asOf(List<Version> versions, String manifest, Instant at) {
        List<Instant> ends = new ArrayList<>();
        ends.add(at);
        versions.stream()
                .map(Version::modified)
                .filter(m -> Duration.between(m, at).abs().compareTo(CLOCKS) <= 0)
                .flatMap(m -> List.of(m, m.minusNanos(1)).stream())
                .sorted(Comparator.comparing((Instant m) -> Duration.between(m, at).abs()))
                .forEach(ends::add);
        return ends.stream()
                .map(end -> versions.stream().filter(v -> !v.modified().isAfter(end)).toList())
                .distinct()
                .map(until ->
                        new History(until, manifest)
                                        .now()
                                        .map(History.State::objects)
                                        .orElse(Map.of())
                                        .values()
                                        .stream()
                                        .filter(v -> !v.key().equals(manifest))
                                        .sorted(Comparator.comparing(Version::key))
                                        .toList())
                .distinct()
                .limit(MOST_TRIED)
                .toList();
    }

    /// The verdict on these files; empty if they are others than it was decided from.
    private Optional<Recomputed> from(
            List<Version> logs, JsonNode verdict, Logs.Asked asked, Instant at) {
        States states = new States(new Scratch(), asked.experiment(), at, List.of(), logs);
        Logs.Intake intake = new Logs(asked, tables, at).read(List.of(), logs, states);
        List<Source> files = intake.files();
        if (!Rulings.logs(files).equals(named(verdict, "logs"))) {
            return Optional.empty();
        }
        Sample sample = states.sample();
        Recomputed last = new Recomputed.Not("Nothing was compared.");
        for (List<Double> before : looksBefore(verdict)) {
            Report report = Logs.report(asked, sample, at, before, intake.refusals(), logs.size());
            ObjectNode again =
                    Rulings.verdict(
                            asked.experiment(),
                            report,
                            asked.definition(),
                            files,
                            before(verdict, asked.experiment().name()),
                            verdict.at("/evidence/program").asString());
            if (verdict.has("champion")) {
                again.set("champion", verdict.path("champion"));
            }
            last = Recomputed.compared(verdict, again, files.size() + 1);
            if (last instanceof Recomputed.Identical) {
                break;
            }
        }
        return Optional.of(last);
    }

    /// The looks that may have been taken before: all that it names, if it was given between two;
    /// else all but the last.
    private static List<List<Double>> looksBefore(JsonNode verdict) {
        List<Double> looks =
                verdict.at("/evidence/statistics/looks")
                        .valueStream()
                        .map(JsonNode::asDouble)
                        .toList();
        return looks.isEmpty()
                ? List.of(looks)
                : List.of(looks, looks.subList(0, looks.size() - 1));
    }

    private Optional<JsonNode> before(JsonNode verdict, String name) {
        return experiments.verdicts(name).stream()
                .takeWhile(v -> !v.path("id").equals(verdict.path("id")))
                .reduce((earlier, later) -> later);
    }
}
