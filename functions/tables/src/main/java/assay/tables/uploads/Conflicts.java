package assay.tables.uploads;

import assay.intake.History;
import assay.ledger.Objects.Version;
import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.manifest.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds uploads of other content for what is on record already.
public final class Conflicts {

    private Conflicts() {}

    /// Notes every upload after the registered one that has other content under the same key. The
    /// same content again is nothing.
    ///
    /// @param registered what is on record
    public static void note(
            Uploads uploads,
            UploadedTables tables,
            String unit,
            List<Source> registered,
            History history,
            Instant at) {
        Map<String, Source> byKey =
                registered.stream().collect(Collectors.toMap(Source::key, source -> source));
        for (Version version : history.versions()) {
            Optional.ofNullable(byKey.get(version.key()))
                    .filter(source -> !version.deleted())
                    .filter(source -> history.isAfter(version, source.versionId()))
                    .filter(source -> !tables.digest(version).sha256().equals(source.sha256()))
                    .ifPresent(source ->
                            uploads.conflict(unit, conflict(unit, version, source.sha256(), at)));
        }
    }

    private static UploadState conflict(String unit, Version version, String digest, Instant at) {
        return new UploadState(
                version.key(),
                version.id(),
                State.CONFLICT,
                List.of(fault(version.key().substring(unit.length()), digest)),
                at);
    }

    /// What is said of it.
    ///
    /// @param digest of what is on record
    public static Fault fault(String file, String digest) {
        return new Fault.OfFile(
                file,
                "this version is on record with other content, sha256 "
                        + digest
                        + ", which stays; upload it as a new version");
    }
}
