package assay.handler;

import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.Source;
import assay.manifest.DatasetManifest;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import assay.manifest.Fault;
import assay.profile.CheckResult;
import assay.profile.Checks;
import assay.profile.ColumnType;
import assay.profile.Profile;
import assay.profile.Table;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Malformed;
import assay.tables.ReadResult.Read;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether a dataset's files keep its contract, and what is in them.
sealed interface Assessment {

    /// They do.
    ///
    /// @param manifest with its columns, stated or inferred
    record Accepted(
            DatasetManifest manifest, boolean inferred, Table table, List<CheckResult> checks)
            implements Assessment {
        DatasetVersion version(String digest, Instant committedAt, List<Source> sources) {
            return new DatasetVersion(
                    manifest,
                    inferred,
                    digest,
                    committedAt,
                    sources,
                    table.rows(),
                    Profile.of(table),
                    Json.tree(checks.stream().map(Contract::json).toList()));
        }
    }

    /// They do not.
    ///
    /// @param key of the object at fault
    record Refused(String key, List<Fault> faults) implements Assessment {}

    static Assessment of(
            DatasetManifest manifest, String unit, List<Source> files, UploadedTables tables) {
        boolean inferred = manifest.columns().isEmpty();
        Expected expected =
                inferred
                        ? Expected.inferred()
                        : new Expected.Columns(
                                manifest.columns().stream().map(Assessment::wanted).toList());
        return switch (tables.read(unit, files, expected)) {
            case Malformed malformed ->
                    new Refused(unit + malformed.file(), List.of(UploadedTables.fault(malformed)));
            case Read(Table table) -> {
                if (table.rows() == 0) {
                    yield new Refused(
                            files.getFirst().key(),
                            List.of(
                                    new Fault.OfFile(
                                            files.getFirst().key().substring(unit.length()),
                                            "has no rows")));
                }
                DatasetManifest whole = inferred ? inferred(manifest, table) : manifest;
                List<CheckResult> checks =
                        Contract.of(whole).stream().map(c -> Checks.of(c, table)).toList();
                List<CheckResult> broken = checks.stream().filter(c -> !c.passed()).toList();
                yield broken.isEmpty()
                        ? new Accepted(whole, inferred, table, checks)
                        : refused(broken, unit, files, tables);
            }
        };
    }

    private static Refused refused(
            List<CheckResult> broken, String unit, List<Source> files, UploadedTables tables) {
        List<Fault> faults = new ArrayList<>();
        for (CheckResult result : broken) {
            String column = Contract.column(result.check());
            String reason =
                    "breaks the rule " + Contract.rule(result.check()) + ": " + result.observed();
            if (result.examples().isEmpty()) {
                faults.add(
                        column.isEmpty()
                                ? new Fault.OfFile("", reason)
                                : new Fault.AtCell("", 0, column, reason));
            } else {
                UploadedTables.Place place =
                        tables.locate(unit, files, result.examples().getFirst().row(), column);
                faults.add(new Fault.AtCell(place.file(), place.row(), column, reason));
            }
        }
        return new Refused(files.getFirst().key(), faults);
    }

    private static Wanted wanted(ColumnEntry column) {
        ColumnType type = ColumnType.named(column.type()).orElseThrow();
        Wanted wanted = Wanted.of(column.name(), type);
        return type == ColumnType.NUMBER ? wanted.finiteOnly() : wanted;
    }

    /// Names say what roles no manifest states: `id` identifies, `target` and `label` are the
    /// truth.
    private static DatasetManifest inferred(DatasetManifest manifest, Table table) {
        List<ColumnEntry> columns = new ArrayList<>();
        for (String name : table.names()) {
            List<Role> role =
                    switch (name) {
                        case "id" -> List.of(Role.ID);
                        case "target", "label" -> List.of(Role.TARGET);
                        default -> List.of(Role.FEATURE);
                    };
            columns.add(
                    new ColumnEntry(
                            name,
                            table.column(name).type().text(),
                            role,
                            null,
                            null,
                            table.column(name).nulls() > 0,
                            List.of(),
                            null,
                            null));
        }
        return new DatasetManifest(
                manifest.dataset(),
                manifest.version(),
                manifest.description(),
                manifest.files(),
                columns,
                manifest.checks(),
                manifest.derivedFrom(),
                manifest.use());
    }
}
