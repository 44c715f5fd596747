package assay.benchmarks;

import assay.profile.BooleanColumn;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.tables.ParquetWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What `make-uploads.py` makes, for a training run, which has no Python: a dataset, and two
/// versions' predictions on it, the challenger's in another order.
final class DrawnUploads {
    private static final long SEED = 20261125;
    private static final String[] PLANS = {"free", "basic", "pro", "team"};

    private final Random random = new Random(SEED);
    private final long[] ids;
    private final double[] truth;

    private DrawnUploads(int rows) {
        ids = IntStream.range(0, rows).mapToLong(i -> 3L * i + 1000).toArray();
        truth = random.doubles(rows).map(u -> 1.5 * Math.log(u / (1 - u))).toArray();
    }

    /// Writes a folder with the manifests of another one, and as many rows in files of its format.
    static void write(Path like, Path to, int rows) throws IOException {
        DrawnUploads drawn = new DrawnUploads(rows);
        try (Stream<Path> files = Files.walk(like)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path copy = to.resolve(like.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, drawn.content(like, file));
            }
        }
    }

    private byte[] content(Path like, Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
            return Files.readAllBytes(file);
        }
        Path within = like.relativize(file);
        Table table =
                within.startsWith("datasets")
                        ? dataset()
                        : predictions(within.startsWith("models/bench/v2"));
        if (name.endsWith(".parquet")) {
            return ParquetWriter.write(table);
        }
        return String.join("\n", name.endsWith(".csv") ? csv(table) : jsonLines(table))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Table dataset() {
        BooleanColumn.Builder labels = new BooleanColumn.Builder();
        TextColumn.Builder plans = new TextColumn.Builder();
        for (double t : truth) {
            labels.add(random.nextDouble() < 1 / (1 + Math.exp(-t)));
            plans.add(PLANS[random.nextInt(PLANS.length)]);
        }
        return new Table(
                List.of("id", "label", "plan"),
                List.of(IntegerColumn.of(ids), labels.build(), plans.build()),
                ids.length);
    }

    private Table predictions(boolean isChallenger) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, ids.length).boxed().toList());
        if (isChallenger) {
            Collections.shuffle(order, random);
        }
        IntegerColumn.Builder rows = new IntegerColumn.Builder();
        NumberColumn.Builder scores = new NumberColumn.Builder();
        for (int row : order) {
            rows.add(ids[row]);
            double noise = (isChallenger ? 0.9 : 1.2) * random.nextGaussian();
            scores.add(1 / (1 + Math.exp(-(truth[row] + noise))));
        }
        return new Table(List.of("id", "score"), List.of(rows.build(), scores.build()), ids.length);
    }

    private static List<String> csv(Table table) {
        return Stream.concat(
                        Stream.of(String.join(",", table.names())),
                        IntStream.range(0, table.rows())
                                .mapToObj(row ->
                                        String.join(
                                                ",",
                                                table.columns().stream()
                                                        .map(c -> c.text(row))
                                                        .toList())))
                .toList();
    }

    private static List<String> jsonLines(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> {
                    StringJoiner line = new StringJoiner(",", "{", "}");
                    for (int i = 0; i < table.columns().size(); i++) {
                        Column column = table.columns().get(i);
                        String quote = column.type() == ColumnType.STRING ? "\"" : "";
                        line.add(
                                "\"%s\":%s%s%s"
                                        .formatted(
                                                table.names().get(i),
                                                quote,
                                                column.text(row),
                                                quote));
                    }
                    return line.toString();
                })
                .toList();
    }
}
