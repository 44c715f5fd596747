package assay.handler;

import assay.experiment.Experiment;
import assay.experiment.Experiment.Variant;
import assay.experiment.LogRows;
import assay.ledger.Source;
import assay.manifest.Fault;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.profile.TimestampColumn;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Reads one log file into states of units, or says in words why not.
final class LogFile {

    /// As much of a unit's or a dimension's name as is kept.
    private static final int LONGEST = 1000;

    /// Units go by these two hashes of their names.
    private static final int FIRST = 1;

    private static final int SECOND = 2;

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
        /// Parts that follow each other, in the order of the units.
        record Units(List<byte[]> parts) implements Content {}

        /// It is not read.
        ///
        /// @param again when it may be read again; empty for never
        record Refused(Fault fault, Optional<Instant> again) implements Content {
            Refused(Fault fault) {
                this(fault, Optional.empty());
            }
        }
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
        Optional<Content.Refused> refused = refused(path, table, units.get());
        if (refused.isPresent()) {
            return refused.get();
        }
        TextColumn texts = (TextColumn) table.column("variant");
        int[] codes = codes(texts, names);
        int[] variants = new int[table.rows()];
        for (int row = 0; row < variants.length; row++) {
            variants[row] = codes[texts.code(row)];
            if (variants[row] < 0) {
                return refused(
                        path,
                        row,
                        "variant",
                        "'%s' is no variant of this experiment: %s"
                                .formatted(texts.text(row), String.join(", ", names)));
            }
        }
        double[][] covariates =
                experiment.covariates().stream()
                        .map(c -> covariate(table.find(c), table.rows()))
                        .toArray(double[][]::new);
        return new Content.Units(
                rows(table, (TextColumn) units.get(), _ -> true)
                        .exposures(
                                experiment,
                                variants,
                                covariates,
                                experiment.dimensions().stream()
                                        .map(d -> dimension(table.find(d)))
                                        .toList()));
    }

    private static double[] covariate(Optional<Column> column, int rows) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] =
                    column.isPresent() && !column.get().isNull(row)
                            ? ((NumberColumn) column.get()).value(row)
                            : Double.NaN;
        }
        return values;
    }

    private static IntFunction<String> dimension(Optional<Column> column) {
        if (column.isEmpty()) {
            return _ -> "";
        }
        TextColumn texts = (TextColumn) column.get();
        if (!texts.isCoded()) {
            return row -> shortened(texts.text(row));
        }
        String[] entries = new String[texts.entries()];
        Arrays.setAll(entries, code -> shortened(texts.entry(code)));
        return row -> entries[texts.code(row)];
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    private Content outcomes(String path, Table table) {
        Optional<Column> units = units(table);
        if (units.isEmpty()) {
            return noUnits(path);
        }
        Optional<Content.Refused> refused = refused(path, table, units.get());
        if (refused.isPresent()) {
            return refused.get();
        }
        TextColumn names = (TextColumn) table.column("event");
        Optional<NumberColumn> numbers = table.find("value").map(NumberColumn.class::cast);
        int[] codes = codes(names, experiment.events());
        int[] events = new int[table.rows()];
        double[] values = new double[table.rows()];
        int read = 0;
        for (int row = 0; row < table.rows(); row++) {
            int event = codes[names.code(row)];
            if (event >= 0) {
                events[read] = event;
                values[read++] =
                        numbers.isPresent() && !numbers.get().isNull(row)
                                ? numbers.get().value(row)
                                : 1;
            }
        }
        return new Content.Units(
                rows(table, (TextColumn) units.get(), row -> codes[names.code(row)] >= 0)
                        .outcomes(experiment, events, values));
    }

    /// The place of each of a column's texts among these names; -1 where it is none of them.
    private static int[] codes(TextColumn texts, List<String> names) {
        int[] codes = new int[texts.entries()];
        Arrays.setAll(codes, code -> names.indexOf(texts.entry(code)));
        return codes;
    }

    /// Units and times of the rows chosen.
    private static LogRows rows(Table table, TextColumn units, IntPredicate chosen) {
        TimestampColumn times = (TimestampColumn) table.column("timestamp");
        long[] high = new long[table.rows()];
        long[] low = new long[table.rows()];
        long[] micros = new long[table.rows()];
        int read = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (chosen.test(row)) {
                int code = units.code(row);
                high[read] = units.hash(code, FIRST);
                low[read] = units.hash(code, SECOND);
                micros[read++] = times.epochMicros(row);
            }
        }
        return new LogRows(high, low, micros, read);
    }

    private Optional<Column> units(Table table) {
        return table.find("unit").or(() -> table.find(experiment.unit()));
    }

    private Content noUnits(String path) {
        return new Content.Refused(
                new Fault.OfFile(
                        path, "has neither a column 'unit' nor '%s'".formatted(experiment.unit())));
    }

    /// The first row without a unit or a time, or with one that cannot be. Where nothing is wrong
    /// but times that have not come, they will have come after the last of them.
    private Optional<Content.Refused> refused(String path, Table table, Column column) {
        TextColumn units = (TextColumn) column;
        TimestampColumn times = (TimestampColumn) table.column("timestamp");
        long present = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        int early = -1;
        int last = -1;
        for (int row = 0; row < table.rows(); row++) {
            int length = units.length(row);
            if (length == 0) {
                return Optional.of(refused(path, row, "unit", "there is none"));
            }
            if (length > LONGEST && units.text(row).length() > LONGEST) {
                return Optional.of(
                        refused(path, row, "unit", "is longer than " + LONGEST + " characters"));
            }
            if (times.isNull(row)) {
                return Optional.of(refused(path, row, "timestamp", "there is none"));
            }
            if (times.epochMicros(row) > present) {
                early = early < 0 ? row : early;
                last = last < 0 || times.epochMicros(row) > times.epochMicros(last) ? row : last;
            }
        }
        if (early < 0) {
            return Optional.empty();
        }
        String reason = "%s is in the future; now it is %s".formatted(times.instant(early), now);
        return Optional.of(
                new Content.Refused(
                        cell(path, early, "timestamp", reason), Optional.of(times.instant(last))));
    }

    private static Content.Refused refused(String path, int row, String column, String reason) {
        return new Content.Refused(cell(path, row, column, reason));
    }

    private static Fault cell(String path, int row, String column, String reason) {
        return new Fault.AtCell(path, row + 1L, column, reason);
    }
}
