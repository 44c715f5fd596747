package assay.handler;

import assay.experiment.Experiment;
import assay.experiment.Report;
import assay.experiment.ReportJson;
import assay.intake.History;
import assay.ledger.Digests;
import assay.ledger.Experiments;
import assay.ledger.Experiments.Progress;
import assay.ledger.Experiments.Refusal;
import assay.ledger.Ledger;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.ledger.Work;
import assay.lineage.Edge;
import assay.manifest.ExperimentManifest;
import assay.manifest.Fault;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads what is new in the logs of each experiment, says what it shows now, and records a verdict
/// when that changes.
///
/// A log file is read once: what it says of each unit is added to the state that is kept with the
/// results. Where a file that was read has changed or gone, or `experiment.json` has, everything is
/// read again. A file that is refused is not read again until it is replaced, or until the time
/// comes that it told of too early. Progress is recorded last, so what was cut off half-way is done
/// again.
public final class AnalyseExperiments {

    private static final Pattern KEY =
            Pattern.compile("experiments/([a-z0-9][a-z0-9-]{0,62})/(.+)");

    private final Objects bucket;
    private final Objects results;
    private final UploadedTables tables;
    private final Experiments experiments;
    private final Uploads uploads;
    private final Rulings rulings;
    private final InstantSource clock;

    /// @param bucket of the uploads
    /// @param results where units' states are kept
    /// @param program version of this program
    public AnalyseExperiments(
            Objects bucket,
            Objects results,
            TableReader reader,
            Ledger ledger,
            Work work,
            String program,
            InstantSource clock) {
        this.bucket = bucket;
        this.results = results;
        this.tables = new UploadedTables(bucket, reader);
        this.experiments = new Experiments(ledger);
        this.uploads = new Uploads(ledger);
        this.rulings = new Rulings(ledger, work, program);
        this.clock = clock;
    }

    /// Looks at every experiment.
    ///
    /// @return the names of those that had something new
    public List<String> all() {
        Map<String, List<Version>> byName =
                bucket.history("experiments/").stream()
                        .filter(v -> KEY.matcher(v.key()).matches())
                        .collect(
                                Collectors.groupingBy(
                                        AnalyseExperiments::name,
                                        TreeMap::new,
                                        Collectors.toList()));
        List<String> analysed = new ArrayList<>();
        byName.forEach((name, versions) -> {
            if (lookAt(name, versions)) {
                analysed.add(name);
            }
        });
        return analysed;
    }

    private static String name(Version version) {
        Matcher m = KEY.matcher(version.key());
        if (!m.matches()) {
            throw new IllegalArgumentException(version.key() + " is no part of an experiment");
        }
        return m.group(1);
    }

    private boolean lookAt(String name, List<Version> versions) {
        String folder = "experiments/" + name + "/";
        String manifestKey = folder + "experiment.json";
        Map<String, Version> objects =
                new History(versions, manifestKey)
                        .now()
                        .map(History.State::objects)
                        .orElse(Map.of());
        Version manifest = objects.get(manifestKey);
        if (manifest == null) {
            return false;
        }
        byte[] content = tables.bytes(manifest);
        return switch (Manifests.experiment(content, name)) {
            case Reading.Faulty(List<Fault> faults) -> {
                uploads.note(folder, List.of(refused(manifest, faults)));
                yield false;
            }
            case Reading.Read read -> {
                Logs.Asked asked =
                        new Logs.Asked(
                                ((ExperimentManifest) read.manifest()).experiment(),
                                Digests.sha256(content),
                                folder);
                experiments.define(name, serves(asked.experiment()), read.json());
                List<Version> logs =
                        objects.values().stream()
                                .filter(v -> !v.key().equals(manifestKey))
                                .sorted(Comparator.comparing(Version::key))
                                .toList();
                boolean analysed = analyse(asked, logs);
                rulings.follow(name, clock.instant());
                yield analysed;
            }
        };
    }

    private static List<Edge> serves(Experiment experiment) {
        return experiment.variants().stream()
                .flatMap(v -> v.serves().stream())
                .map(version -> new Edge(experiment.reference(), Edge.Relation.SERVES, version))
                .toList();
    }

    private boolean analyse(Logs.Asked asked, List<Version> logs) {
        Experiment experiment = asked.experiment();
        Instant now = clock.instant();
        Optional<Progress> before = experiments.progress(experiment.name());
        Progress from = standing(asked, before, logs);
        Set<String> read =
                from.files().stream()
                        .map(f -> f.key() + " " + f.versionId())
                        .collect(Collectors.toCollection(HashSet::new));
        Set<String> there = logs.stream().map(AnalyseExperiments::id).collect(Collectors.toSet());
        List<Refusal> known =
                from.refused().stream()
                        .filter(r -> there.contains(r.object()))
                        .filter(r -> r.again().map(now::isBefore).orElse(true))
                        .toList();
        known.forEach(r -> read.add(r.object()));
        List<Version> fresh = logs.stream().filter(v -> !read.contains(id(v))).toList();
        boolean nothingNew = fresh.isEmpty() && known.size() == from.refused().size();
        if (nothingNew && before.isPresent() && from.daysRun() == experiment.daysRun(now)) {
            return false;
        }
        States states = new States(results, experiment, now, from.state(), logs);
        Logs.Intake intake = new Logs(asked, tables, now).read(from.files(), fresh, states);
        List<Refusal> refused = new ArrayList<>(known);
        refused.addAll(intake.refusals());
        // As one who reads all of them at once meets them: what is said must not hang on when they
        // came.
        refused.sort(Comparator.comparing(Refusal::key));
        Report report =
                Logs.report(asked, states.sample(), now, from.looks(), refused, logs.size());
        uploads.note(
                asked.folder(),
                intake.refused(),
                known.stream().map(Refusal::key).collect(Collectors.toSet()));
        experiments.append(experiment.name(), now, ReportJson.of(experiment, report));
        rulings.record(experiment, report, asked.definition(), intake.files());
        experiments.advance(
                experiment.name(),
                before,
                new Progress(
                        asked.definition(),
                        intake.files(),
                        refused,
                        states.parts(),
                        report.looks(),
                        experiment.daysRun(now)));
        return true;
    }

    /// What was read before, if it still stands; else nothing but the looks that were taken by the
    /// same definition, since what they have spent does not come back.
    private Progress standing(Logs.Asked asked, Optional<Progress> before, List<Version> logs) {
        Set<String> there = logs.stream().map(AnalyseExperiments::id).collect(Collectors.toSet());
        return before.filter(p -> p.definition().equals(asked.definition()))
                .filter(p -> States.areReadable(asked.experiment(), p.state()))
                .filter(p ->
                        p.files().stream()
                                .allMatch(f -> there.contains(f.key() + " " + f.versionId())))
                .orElseGet(() ->
                        Progress.none(
                                asked.definition(),
                                before.filter(p -> p.definition().equals(asked.definition()))
                                        .map(Progress::looks)
                                        .orElse(List.of())));
    }

    private static String id(Version version) {
        return version.key() + " " + version.id();
    }

    private UploadState refused(Version version, List<Fault> faults) {
        return new UploadState(version.key(), version.id(), State.REFUSED, faults, clock.instant());
    }
}
