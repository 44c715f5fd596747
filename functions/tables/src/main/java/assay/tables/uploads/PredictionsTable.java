package assay.tables.uploads;

import assay.ledger.Source;
import assay.manifest.Fault;
import assay.manifest.ModelManifest;
import assay.metrics.Ids;
import assay.metrics.LongIds;
import assay.metrics.RowIndex;
import assay.metrics.RowNumbers;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Malformed;
import assay.tables.ReadResult.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a model predicted, as the columns that its task has; in order, or the first fault.
public sealed interface PredictionsTable {

    /// In order: identifiers are there and distinct, scores are numbers in their range.
    record InOrder(Table table, Ids ids) implements PredictionsTable {}

    /// Not in order.
    ///
    /// @param key of the object at fault
    record Wrong(String key, Fault fault) implements PredictionsTable {}

    /// The column of identifiers.
    String ID = "id";

    /// The column of latencies.
    String LATENCY = "latency_ms";

    /// The column of latencies of calls with one row, of the rows that were measured so.
    String CALL_LATENCY = "call_latency_ms";

    /// The columns that hold what a task predicts.
    static List<String> scores(ModelManifest manifest) {
        return switch (manifest.task()) {
            case "multiclass" -> manifest.classes().stream().map(c -> "score_" + c).toList();
            case "regression" -> List.of("prediction");
            default -> List.of("score");
        };
    }

    /// Reads and checks.
    ///
    /// @param idType what the dataset's identifiers are; text where it is not known yet
    static PredictionsTable read(
            UploadedTables tables,
            String unit,
            List<Source> files,
            ModelManifest manifest,
            ColumnType idType) {
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(Wanted.of(ID, idType));
        scores(manifest)
                .forEach(name -> wanted.add(Wanted.of(name, ColumnType.NUMBER).finiteOnly()));
        if (manifest.task().equals("ranking")) {
            wanted.add(Wanted.of("query", ColumnType.STRING));
        }
        wanted.add(Wanted.of(LATENCY, ColumnType.NUMBER).optionally().finiteOnly());
        wanted.add(Wanted.of(CALL_LATENCY, ColumnType.NUMBER).optionally());
        return switch (tables.read(unit, files, new Expected.Columns(wanted))) {
            case Malformed malformed ->
                    new Wrong(unit + malformed.file(), UploadedTables.fault(malformed));
            case Read(Table table) -> checked(table, tables, unit, files, manifest);
        };
    }

    private static PredictionsTable checked(
            Table table,
            UploadedTables tables,
            String unit,
            List<Source> files,
            ModelManifest manifest) {
        Ids ids = ids(table.column(ID));
        Optional<Cell> bad =
                table.rows() == 0
                        ? Optional.of(new Cell(0, "", "has no rows"))
                        : nulls(table, manifest)
                                .or(() -> range(table, manifest))
                                .or(() -> repeated(ids));
        return bad.<PredictionsTable>map(cell -> cell.in(tables, unit, files))
                .orElseGet(() -> new InOrder(table, ids));
    }

    private static Optional<Cell> nulls(Table table, ModelManifest manifest) {
        List<String> needed = new ArrayList<>(List.of(ID));
        needed.addAll(scores(manifest));
        for (String name : needed) {
            Column column = table.column(name);
            for (int row = 0; column.nulls() > 0 && row < column.size(); row++) {
                if (column.isNull(row)) {
                    return Optional.of(new Cell(row, name, "is empty"));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Cell> repeated(Ids ids) {
        RowNumbers duplicates = RowIndex.duplicates(ids);
        return duplicates.first().stream()
                .findFirst()
                .map(row ->
                        new Cell(
                                row,
                                ID,
                                "'%s' has occurred before; %d rows repeat an id"
                                        .formatted(ids.text(row), duplicates.count())));
    }

    private static Optional<Cell> range(Table table, ModelManifest manifest) {
        boolean probabilities =
                manifest.task().equals("binary") || manifest.task().equals("multiclass");
        if (!probabilities) {
            return Optional.empty();
        }
        for (String name : scores(manifest)) {
            NumberColumn scores = (NumberColumn) table.column(name);
            for (int row = 0; row < scores.size(); row++) {
                double score = scores.value(row);
                if (!(score >= 0 && score <= 1)) {
                    return Optional.of(
                            new Cell(row, name, score + " is no probability: it is not in [0, 1]"));
                }
            }
        }
        return Optional.empty();
    }

    /// A column as identifiers: whole numbers or texts.
    static Ids ids(Column column) {
        return switch (column) {
            case IntegerColumn numbers -> new LongIds(numbers.values());
            case TextColumn texts -> new ColumnIds(texts);
            default ->
                    throw new IllegalArgumentException(
                            "identifiers are whole numbers or texts, not " + column.type().text());
        };
    }

    /// A fault in the rows of all files together.
    record Cell(int row, String column, String reason) {

        /// The same, in the file that holds the row.
        public Wrong in(UploadedTables tables, String unit, List<Source> files) {
            UploadedTables.Place place = tables.locate(unit, files, row + 1L, ID);
            return new Wrong(
                    unit + place.file(),
                    column.isEmpty()
                            ? new Fault.OfFile(place.file(), reason)
                            : new Fault.AtCell(place.file(), place.row(), column, reason));
        }
    }
}
