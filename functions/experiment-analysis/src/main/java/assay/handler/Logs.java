package assay.handler;

import assay.experiment.Ahead;
import assay.experiment.Analysis;
import assay.experiment.Experiment;
import assay.experiment.Report;
import assay.experiment.Sample;
import assay.ledger.Experiments.Refusal;
import assay.ledger.Objects.Version;
import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.manifest.Fault;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// From log files to what an experiment says at one time. Records nothing.
final class Logs {

    private final Asked asked;
    private final UploadedTables tables;
    private final Instant now;

    Logs(Asked asked, UploadedTables tables, Instant now) {
        this.asked = asked;
        this.tables = tables;
        this.now = now;
    }

    /// An experiment that is in order.
    ///
    /// @param definition digest of its `experiment.json`
    /// @param folder with a slash at its end
    record Asked(Experiment experiment, String definition, String folder) {}

    /// What the experiment says now; INVALID where files are refused.
    ///
    /// @param looks that were taken before
    /// @param refused every file that is
    /// @param files how many there are, with these
    static Report report(
            Asked asked,
            Sample sample,
            Instant now,
            List<Double> looks,
            List<Refusal> refused,
            int files) {
        Report report = Analysis.of(asked.experiment(), sample, now, looks);
        // The first by its key, so that it does not hang on which of them was read first.
        return refused.stream()
                .min(Comparator.comparing(Refusal::key))
                .map(first ->
                        report.invalid(
                                "The logs are broken: %s. %d of %d files are not read."
                                        .formatted(first.reason(), refused.size(), files)))
                .orElse(report);
    }

    /// What new files say.
    ///
    /// @param files that are in the state now, those whose content was there before among them
    /// @param refused objects that are not, as the uploads show them
    /// @param refusals the same, as they are remembered
    record Intake(List<Source> files, List<UploadState> refused, List<Refusal> refusals) {}

    /// Files are read two at a time, and taken up in their order.
    ///
    /// @param before files that are in the states already
    Intake read(List<Source> before, List<Version> fresh, States states) {
        LogFile reader = new LogFile(asked.experiment(), tables, asked.folder(), now);
        List<Source> files = new ArrayList<>(before);
        Set<String> contents = ConcurrentHashMap.newKeySet();
        files.forEach(file -> contents.add(content(file)));
        List<UploadState> refused = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        try (Ahead<Version, Opened> ahead =
                new Ahead<>(fresh, 2, version -> open(version, contents, reader))) {
            while (ahead.hasNext()) {
                Opened opened = ahead.next();
                Source source = opened.source();
                if (contents.contains(content(source))) {
                    files.add(source);
                    continue;
                }
                switch (opened.content().orElseGet(() -> reader.read(source))) {
                    case LogFile.Content.Units(List<byte[]> parts) -> {
                        contents.add(content(source));
                        files.add(source);
                        states.add(parts);
                    }
                    case LogFile.Content.Refused(Fault fault, Optional<Instant> again) -> {
                        Version version = opened.version();
                        refused.add(
                                new UploadState(
                                        version.key(),
                                        version.id(),
                                        State.REFUSED,
                                        List.of(fault),
                                        now));
                        refusals.add(new Refusal(version.key(), version.id(), words(fault), again));
                    }
                }
            }
        }
        return new Intake(files, refused, refusals);
    }

    /// A file that is new.
    ///
    /// @param content empty where the same was read before
    private record Opened(Version version, Source source, Optional<LogFile.Content> content) {}

    private Opened open(Version version, Set<String> contents, LogFile reader) {
        Source source = tables.digest(version);
        return new Opened(
                version,
                source,
                contents.contains(content(source))
                        ? Optional.empty()
                        : Optional.of(reader.read(source)));
    }

    /// The same rows twice under exposures, or under outcomes, count once.
    private static String content(Source source) {
        return source.key().contains("/exposures/") + " " + source.sha256();
    }

    private static String words(Fault fault) {
        return switch (fault) {
            case Fault.AtPointer f -> f.reason();
            case Fault.AtCell f ->
                    "%s, row %d, column %s: %s"
                            .formatted(f.file(), f.row(), f.column(), f.reason());
            case Fault.OfFile f -> f.file() + ": " + f.reason();
        };
    }
}
