package assay.handler;

import assay.experiment.Experiment;
import assay.experiment.Experiment.Variant;
import assay.experiment.UnitState;
import assay.experiment.UnitState.Exposure;
import assay.experiment.UnitState.Outcome;
import assay.ledger.Source;
import assay.manifest.Fault;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TimestampColumn;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads one log file into states of units, or says in words why not.
final class LogFile {

    /// As much of a unit's or a dimension's name as is kept.
    private static final int LONGEST = 1000;

    private static final Pattern EXPOSURES =
            Pattern.compile("exposures/dt=\\d{4}-\\d{2}-\\d{2}/[^/]+");
    private static final Pattern OUTCOMES =
            Pattern.compile("outcomes/dt=\\d{4}-\\d{2}-\\d{2}/[^/]+");

    private final Experiment experiment;
    private final UploadedTables tables;
    private final String folder;
    private final Instant now;

    LogFile(Experiment experiment, UploadedTables tables, String folder, Instant now) {
        this.experiment = experiment;
        this.tables = tables;
        this.folder = folder;
        this.now = now;
    }

    /// What a file holds.
    sealed interface Content {
        /// In the order of the units.
        record Units(List<UnitState> states) implements Content {}

        /// It is not read.
        record Refused(Fault fault) implements Content {}
    }

    Content read(Source file) {
        String path = file.key().substring(folder.length());
        boolean exposures = EXPOSURES.matcher(path).matches();
        if (!exposures && !OUTCOMES.matcher(path).matches()) {
            return new Content.Refused(
                    new Fault.OfFile(
                            path,
                            "lies neither at experiment.json, exposures/dt=YYYY-MM-DD/<file> nor"
                                    + " outcomes/dt=YYYY-MM-DD/<file>"));
        }
        return switch (tables.read(folder, List.of(file), exposures ? exposures() : outcomes())) {
            case ReadResult.Malformed malformed ->
                    new Content.Refused(UploadedTables.fault(malformed));
            case ReadResult.Read(Table table) ->
                    exposures ? exposures(path, table) : outcomes(path, table);
        };
    }

    private Expected exposures() {
        List<Wanted> columns = common();
        columns.add(Wanted.of("variant", ColumnType.STRING));
        experiment
                .covariates()
                .forEach(c ->
                        columns.add(Wanted.of(c, ColumnType.NUMBER).finiteOnly().optionally()));
        experiment
                .dimensions()
                .forEach(d -> columns.add(Wanted.of(d, ColumnType.STRING).optionally()));
        return new Expected.Columns(columns);
    }

    private Expected outcomes() {
        List<Wanted> columns = common();
        columns.add(Wanted.of("event", ColumnType.STRING));
        columns.add(Wanted.of("value", ColumnType.NUMBER).finiteOnly().optionally());
        return new Expected.Columns(columns);
    }

    /// The unit's column may bear the name that the experiment gives to its unit.
    private List<Wanted> common() {
        List<Wanted> columns = new ArrayList<>();
        columns.add(Wanted.of("unit", ColumnType.STRING).optionally());
        if (!experiment.unit().equals("unit")) {
            columns.add(Wanted.of(experiment.unit(), ColumnType.STRING).optionally());
        }
        columns.add(Wanted.of("timestamp", ColumnType.TIMESTAMP));
        return columns;
    }

    private Content exposures(String path, Table table) {
        List<String> names = experiment.variants().stream().map(Variant::name).toList();
        Optional<Column> units = units(table);
        if (units.isEmpty()) {
            return noUnits(path);
        }
        Column variants = table.column("variant");
        TimestampColumn times = (TimestampColumn) table.column("timestamp");
        Map<String, UnitState> states = new TreeMap<>();
        for (int row = 0; row < table.rows(); row++) {
            Optional<Fault> fault = fault(path, row, units.get(), times);
            if (fault.isPresent()) {
                return new Content.Refused(fault.get());
            }
            int variant = names.indexOf(variants.text(row));
            if (variant < 0) {
                return refused(
                        path,
                        row,
                        "variant",
                        "'%s' is no variant of this experiment: %s"
                                .formatted(variants.text(row), String.join(", ", names)));
            }
            String unit = units.get().text(row);
            UnitState state = UnitState.exposed(unit, exposure(table, row, variant, times));
            states.merge(unit, state, UnitState::plus);
        }
        return new Content.Units(List.copyOf(states.values()));
    }

    private Exposure exposure(Table table, int row, int variant, TimestampColumn times) {
        List<Double> covariates =
                experiment.covariates().stream()
                        .map(c ->
                                table.find(c)
                                        .map(column -> ((NumberColumn) column).value(row))
                                        .orElse(Double.NaN))
                        .toList();
        List<String> dimensions =
                experiment.dimensions().stream()
                        .map(d -> table.find(d).map(column -> column.text(row)).orElse(""))
                        .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
                        .toList();
        return new Exposure(times.epochMicros(row), variant, covariates, dimensions);
    }

    private Content outcomes(String path, Table table) {
        List<String> events = experiment.events();
        Optional<Column> units = units(table);
        if (units.isEmpty()) {
            return noUnits(path);
        }
        Column names = table.column("event");
        TimestampColumn times = (TimestampColumn) table.column("timestamp");
        Optional<Column> values = table.find("value");
        Map<String, List<Outcome>> byUnit = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            Optional<Fault> fault = fault(path, row, units.get(), times);
            if (fault.isPresent()) {
                return new Content.Refused(fault.get());
            }
            int event = events.indexOf(names.text(row));
            if (event >= 0) {
                Outcome outcome = new Outcome(times.epochMicros(row), event, value(values, row));
                byUnit.computeIfAbsent(units.get().text(row), _ -> new ArrayList<>()).add(outcome);
            }
        }
        return new Content.Units(
                new TreeMap<>(byUnit)
                        .entrySet().stream()
                                .map(e -> UnitState.of(e.getKey(), e.getValue().stream()))
                                .toList());
    }

    private static double value(Optional<Column> values, int row) {
        return values.filter(v -> !v.isNull(row))
                .map(v -> ((NumberColumn) v).value(row))
                .orElse(1.0);
    }

    private Optional<Column> units(Table table) {
        return table.find("unit").or(() -> table.find(experiment.unit()));
    }

    private Content noUnits(String path) {
        return new Content.Refused(
                new Fault.OfFile(
                        path, "has neither a column 'unit' nor '%s'".formatted(experiment.unit())));
    }

    private Optional<Fault> fault(String path, int row, Column units, TimestampColumn times) {
        if (units.isNull(row) || units.text(row).isEmpty()) {
            return Optional.of(cell(path, row, "unit", "there is none"));
        }
        if (units.text(row).length() > LONGEST) {
            return Optional.of(
                    cell(path, row, "unit", "is longer than " + LONGEST + " characters"));
        }
        if (times.isNull(row)) {
            return Optional.of(cell(path, row, "timestamp", "there is none"));
        }
        if (times.epochMicros(row) > ChronoUnit.MICROS.between(Instant.EPOCH, now)) {
            return Optional.of(
                    cell(
                            path,
                            row,
                            "timestamp",
                            "%s is in the future; now it is %s"
                                    .formatted(times.instant(row), now)));
        }
        return Optional.empty();
    }

    private static Content refused(String path, int row, String column, String reason) {
        return new Content.Refused(cell(path, row, column, reason));
    }

    private static Fault cell(String path, int row, String column, String reason) {
        return new Fault.AtCell(path, row + 1L, column, reason);
    }
}
