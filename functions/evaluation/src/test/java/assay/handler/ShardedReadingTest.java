package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lineage.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A dataset that is read file by file is judged as one that is read at once, to the last digit.
class ShardedReadingTest {

    private static final Path FILES = Path.of("src/test/resources/tasks");
    private static final Reference HOLDOUT = Reference.dataset("holdout", "1");
    private static final int SHARDS = 12;

    @ParameterizedTest
    @CsvSource({
        "binary,     'size,benign',       slice target",
        "multiclass, 'strength,cultivar', slice target",
        "regression, 'sex,progress',      slice target",
        "regression, 'sex,progress',      cluster target",
        "ranking,    'query,relevance',   query target",
        "scored,     'sex',               slice"
    })
    void shuffledShardsAreJudgedAsTheWhole(String task, String columns, String roles) {
        Office whole = judged(new Office(), task, columns, roles, 12);
        Office sharded = judged(new Office().inShards(), task, columns, roles, 12);

        assertThat(sharded.standing()).isEqualTo(whole.standing());
        assertThat(sharded.uploads("refused")).isEmpty();
        for (String version : List.of("v1", "v2")) {
            Reference model = Reference.model("m", version);
            assertThat(sharded.models().detail(model, HOLDOUT))
                    .isPresent()
                    .isEqualTo(whole.models().detail(model, HOLDOUT));
        }
        assertThat(whole.standings().line("m").verdicts())
                .isNotEmpty()
                .allSatisfy(id ->
                        assertThat(sharded.models().comparison(id, HOLDOUT))
                                .isPresent()
                                .isEqualTo(whole.models().comparison(id, HOLDOUT)));
    }

    /// Predictions in other files than their rows are read at once.
    @Test
    void filesThatDoNotBelongTogetherAreReadAtOnce() {
        Office whole = judged(new Office(), "binary", "size,benign", "slice target", 5);
        Office sharded =
                judged(new Office().inShards(), "binary", "size,benign", "slice target", 5);

        assertThat(sharded.standing()).isEqualTo(whole.standing());
        assertThat(sharded.standings().line("m").verdicts()).hasSize(2);
    }

    /// @param parts that predictions come in; the dataset comes in twelve
    private static Office judged(
            Office office, String task, String columns, String roles, int parts) {
        List<String> rows = lines(task, "dataset");
        Map<String, Integer> shardOf = new HashMap<>();
        List<Integer> order = new ArrayList<>(IntStream.range(0, SHARDS).boxed().toList());
        Collections.shuffle(order, new Random(7));
        for (int shard = 0; shard < SHARDS; shard++) {
            List<String> some = part(rows.subList(1, rows.size()), shard, SHARDS);
            for (String row : some) {
                shardOf.put(id(row), shard);
            }
            office.upload(
                    "datasets/holdout/1/part-%d.csv".formatted(shard),
                    rows.getFirst() + "\n" + String.join("\n", some) + "\n");
        }
        office.upload("datasets/holdout/1/dataset.json", dataset(columns, roles, task, order))
                .deliver("datasets/holdout/1/dataset.json")
                .work();
        for (String version : List.of("v1", "v2")) {
            List<String> all = lines(task, version);
            for (int part = 0; part < parts; part++) {
                int wanted = part;
                String content =
                        all.stream()
                                .skip(1)
                                .filter(row -> shardOf.getOrDefault(id(row), 0) % parts == wanted)
                                .collect(Collectors.joining("\n"));
                String key =
                        "models/m/%s/predictions/holdout/1/part-%d.csv".formatted(version, part);
                office.upload(key, all.getFirst() + "\n" + content + "\n").deliver(key);
            }
            String classes =
                    switch (task) {
                        case "binary" -> ", \"classes\": [\"false\", \"true\"]";
                        case "multiclass" -> ", \"classes\": [\"a\", \"b\", \"c\"]";
                        default -> "";
                    };
            String key = "models/m/%s/model.json".formatted(version);
            office.upload(
                            key,
                            "{\"model\": \"m\", \"version\": \"%s\", \"task\": \"%s\"%s}"
                                    .formatted(version, task, classes))
                    .deliver(key)
                    .work();
        }
        return office;
    }

    /// The whole queries of a ranking stay together.
    private static List<String> part(List<String> rows, int shard, int shards) {
        int five = (rows.size() + 4) / 5;
        int from = 5 * (five * shard / shards);
        int to = 5 * (five * (shard + 1) / shards);
        return rows.subList(from, Math.min(rows.size(), to));
    }

    private static String id(String row) {
        return row.substring(0, row.indexOf(','));
    }

    private static String dataset(String columns, String roles, String task, List<Integer> order) {
        String[] names = columns.split(",");
        String[] role = roles.split(" ");
        StringBuilder listed = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            String type =
                    !role[i].equals("target") || task.equals("multiclass")
                            ? "string"
                            : task.equals("binary") ? "boolean" : "number";
            listed.append(
                    ", {\"name\": \"%s\", \"type\": \"%s\", \"role\": \"%s\"}"
                            .formatted(names[i], type, role[i]));
        }
        return """
        {"dataset": "holdout", "version": "1", "files": [%s],
         "columns": [{"name": "id", "type": "string", "role": "id"}%s]}
        """
                .formatted(
                        order.stream()
                                .map("{\"path\": \"part-%d.csv\"}"::formatted)
                                .collect(Collectors.joining(", ")),
                        listed);
    }

    private static List<String> lines(String task, String name) {
        try {
            return Files.readAllLines(FILES.resolve(task).resolve(name + ".csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
