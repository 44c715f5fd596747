package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.evaluation.ShardChild;
import assay.gate.Gate;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.lineage.Reference;
import assay.metrics.Metric;
import assay.metrics.Setting;
import assay.metrics.ShardResult;
import assay.metrics.ShardResult.Asked;
import assay.metrics.Task;
import assay.metrics.TestName;
import assay.statistics.Inference;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

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

    /// Each file by itself, as JSON, added up in another order.
    @ParameterizedTest
    @CsvSource({
        "binary,     'size,benign',       slice target",
        "multiclass, 'strength,cultivar', slice target",
        "regression, 'sex,progress',      slice target",
        "scored,     'sex',               slice"
    })
    void whatChildrenSayOfOneFileEachAddsUpToTheVerdicts(
            String task, String columns, String roles) {
        Office office = new Office();
        String slice = columns.split(",")[0];
        String metric = Metric.loss(Task.named(task).orElseThrow()).name();
        office.upload(
                        "gates/m/gate.json",
                        """
                        {"gate": "m", "criteria": [
                          {"id": "better", "metric": "%s", "rule": "superior", "test": "paired-t"},
                          {"id": "slices", "metric": "%s", "rule": "superior", "test": "paired-t", "by": ["%s"]}]}
                        """
                                .formatted(metric, metric, slice))
                .deliver("gates/m/gate.json");
        judged(office, task, columns, roles, SHARDS);
        Gate gate = office.models().gates("m").getFirst().gate();
        DatasetVersion dataset = office.datasets().find(HOLDOUT).orElseThrow();
        ShardChild child = new ShardChild(office.uploaded(), dataset, gate);

        ShardResult all = ShardResult.NONE;
        List<Integer> files = new ArrayList<>(IntStream.range(0, SHARDS).boxed().toList());
        Collections.shuffle(files, new Random(11));
        for (int file : files) {
            ShardResult one =
                    child.of(file, contender(office, "v2"), Optional.of(contender(office, "v1")), 1)
                            .orElseThrow();
            all = all.plus(Json.read(Json.write(one), ShardResult.class));
        }

        JsonNode criteria =
                office.models()
                        .verdict(office.standings().line("m").verdicts().getLast())
                        .orElseThrow()
                        .path("criteria");
        Asked whole = new Asked(Metric.loss(Task.named(task).orElseThrow()), Setting.seeded(1));
        agree(all.compare(whole, TestName.PAIRED_T, Question.twoSided(0.95)), criteria.path(0));
        assertThat(criteria.at("/1/slices")).hasSizeGreaterThan(1);
        for (JsonNode one : criteria.at("/1/slices")) {
            agree(
                    all.compare(
                            new Asked(
                                    whole.metric(), whole.setting(), one.path("slice").asString()),
                            TestName.PAIRED_T,
                            Question.twoSided(one.path("confidence").asDouble())),
                    one);
        }
    }

    private static ShardChild.Contender contender(Office office, String version) {
        Reference model = Reference.model("m", version);
        return new ShardChild.Contender(
                office.models().find(model).orElseThrow(),
                office.models().predictions(model, HOLDOUT).orElseThrow());
    }

    private static void agree(Inference added, JsonNode found) {
        assertThat(added).isInstanceOf(Inferred.class);
        Inferred inferred = (Inferred) added;
        double width = inferred.interval().width();
        assertThat(inferred.estimate())
                .isCloseTo(found.path("estimate").asDouble(), within(1e-11 * width));
        assertThat(inferred.interval().lower())
                .isCloseTo(found.at("/interval/0").asDouble(), within(1e-9 * width));
        assertThat(inferred.interval().upper())
                .isCloseTo(found.at("/interval/1").asDouble(), within(1e-9 * width));
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
