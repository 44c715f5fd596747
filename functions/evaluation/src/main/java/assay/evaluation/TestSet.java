package assay.evaluation;

import assay.gate.Trial.SliceColumn;
import assay.ledger.DatasetVersion;
import assay.ledger.ModelVersion;
import assay.manifest.DatasetManifest;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import assay.metrics.Ids;
import assay.metrics.RowIndex;
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
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.UploadedTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A registered dataset as something to hold predictions against: identifiers, truth, and the
/// columns that divide, weigh and bind its rows.
final class TestSet {

    private final DatasetVersion version;
    private final Table table;
    private final RowIndex index;
    private final Map<String, Codes> coded = new HashMap<>();

    private final Codebook book;

    private TestSet(DatasetVersion version, Table table, RowIndex index, Codebook book) {
        this.version = version;
        this.table = table;
        this.index = index;
        this.book = book;
    }

    /// A test set, or why the dataset is none.
    sealed interface Reading {
        record Usable(TestSet testSet) implements Reading {}

        record Unusable(String because) implements Reading {}
    }

    static Reading read(UploadedTables tables, DatasetVersion version, ModelVersion model) {
        return read(tables, version, model, new Codebook());
    }

    /// @param book that codes are numbered by
    static Reading read(
            UploadedTables tables, DatasetVersion version, ModelVersion model, Codebook book) {
        DatasetManifest manifest = version.manifest();
        if (idColumn(manifest).isEmpty()) {
            return new Reading.Unusable(
                    version.reference() + " has no column with the role id, and none named id");
        }
        boolean labelled = !model.manifest().task().equals("scored");
        if (labelled && manifest.columnWith(Role.TARGET).isEmpty()) {
            return new Reading.Unusable(
                    version.reference() + " has no column with the role target");
        }
        List<Wanted> wanted =
                manifest.columns().stream()
                        .filter(c -> isNeeded(c, manifest))
                        .map(c -> Wanted.of(c.name(), type(c)))
                        .toList();
        return switch (tables.read(unit(version), version.files(), new Expected.Columns(wanted))) {
            case Malformed malformed -> new Reading.Unusable(malformed.sentence());
            case Read(Table table) ->
                    new Reading.Usable(
                            new TestSet(
                                    version,
                                    table,
                                    RowIndex.of(
                                            PredictionsTable.ids(
                                                    table.column(
                                                            idColumn(manifest).orElseThrow()))),
                                    book));
        };
    }

    static ColumnType idType(DatasetVersion version) {
        return version.manifest().columns().stream()
                .filter(c -> idColumn(version.manifest()).orElse("").equals(c.name()))
                .findFirst()
                .map(TestSet::type)
                .filter(t -> t == ColumnType.INTEGER)
                .orElse(ColumnType.STRING);
    }

    private static Optional<String> idColumn(DatasetManifest manifest) {
        return manifest.columnWith(Role.ID)
                .or(() ->
                        manifest.columns().stream()
                                .map(ColumnEntry::name)
                                .filter("id"::equals)
                                .findFirst());
    }

    private static boolean isNeeded(ColumnEntry column, DatasetManifest manifest) {
        return column.name().equals(idColumn(manifest).orElse(""))
                || column.role().stream().anyMatch(r -> r != Role.FEATURE);
    }

    /// Identifiers are compared as whole numbers or as text, whatever else they may look like.
    private static ColumnType type(ColumnEntry column) {
        ColumnType type = ColumnType.named(column.type()).orElseThrow();
        boolean id = column.role().contains(Role.ID) || column.name().equals("id");
        return id && type != ColumnType.INTEGER ? ColumnType.STRING : type;
    }

    private static String unit(DatasetVersion version) {
        return "datasets/%s/%s/"
                .formatted(version.reference().name(), version.reference().version());
    }

    DatasetVersion version() {
        return version;
    }

    RowIndex index() {
        return index;
    }

    Ids ids() {
        return index.ids();
    }

    int rows() {
        return table.rows();
    }

    Column target() {
        return table.column(version.manifest().columnWith(Role.TARGET).orElseThrow());
    }

    Optional<Column> query() {
        return version.manifest().columnWith(Role.QUERY).map(table::column);
    }

    Optional<double[]> weights() {
        return version.manifest().columnWith(Role.WEIGHT).map(table::column).map(TestSet::numbers);
    }

    Optional<int[]> clusters() {
        return version.manifest().columnWith(Role.CLUSTER).map(name -> codes(name).codes);
    }

    /// The slice columns, by name.
    Map<String, SliceColumn> slices() {
        Map<String, SliceColumn> slices = new LinkedHashMap<>();
        for (String name : version.manifest().columnsWith(Role.SLICE)) {
            Codes codes = codes(name);
            slices.put(name, new SliceColumn(codes.codes, codes.values));
        }
        return slices;
    }

    private Codes codes(String name) {
        return coded.computeIfAbsent(
                name, n -> new Codes(book.renumbered(n, codes(table.column(n))), book.values(n)));
    }

    /// The queries of a column of predictions, by numbers.
    int[] queries(Column column) {
        return book.renumbered("the queries of predictions", codes(column));
    }

    Divided divided() {
        return new Divided(version, slices());
    }

    static double[] numbers(Column column) {
        return switch (column) {
            case NumberColumn numbers -> numbers.values();
            case IntegerColumn whole -> {
                double[] values = new double[whole.size()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = whole.isNull(row) ? Double.NaN : whole.value(row);
                }
                yield values;
            }
            default ->
                    throw new IllegalArgumentException(
                            "a column of " + column.type().text() + " holds no numbers");
        };
    }

    /// The values of a column, numbered as they first occur.
    static final class Codes {
        private final int[] codes;
        private final List<String> values;

        private Codes(int[] codes, List<String> values) {
            this.codes = codes;
            this.values = values;
        }

        int[] codes() {
            return codes;
        }

        List<String> values() {
            return values;
        }
    }

    static Codes codes(Column column) {
        return column instanceof TextColumn texts && texts.isCoded()
                ? coded(texts)
                : byText(column);
    }

    private static Codes coded(TextColumn texts) {
        int[] codes = texts.codes();
        int[] numberOf = new int[texts.entries()];
        Arrays.fill(numberOf, -1);
        List<String> values = new ArrayList<>();
        boolean same = true;
        for (int code : codes) {
            if (numberOf[code] < 0) {
                numberOf[code] = values.size();
                values.add(texts.entry(code));
                same &= numberOf[code] == code;
            }
        }
        return new Codes(same ? codes : Answers.at(numberOf, codes), values);
    }

    private static Codes byText(Column column) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> values = new ArrayList<>();
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            String value = column.text(row);
            Integer known = numbers.get(value);
            if (known == null) {
                known = values.size();
                numbers.put(value, known);
                values.add(value);
            }
            codes[row] = known;
        }
        return new Codes(codes, values);
    }
}
