package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.ledger.Tries;
import assay.lineage.Reference;
import assay.succession.Line.Judged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Weights, clusters, margins on both sides and several datasets, from the upload to the verdict;
/// the figures are statsmodels' and scipy's (`reference-makers/gates.py`).
class GatesTest {

    private static final Path FILES = Path.of("src/test/resources/gates");

    private final Office office = new Office();

    @ParameterizedTest
    @ValueSource(strings = {"weight", "cluster", "weight and cluster"})
    void theDefaultGateTakesTheTestThatTheDatasetsRolesAskFor(String roles) {
        dataset("holdout", "roles.csv", roles);
        model("v1", "holdout", "roles.csv", "v1");
        model("v2", "holdout", "roles.csv", "v2");

        JsonNode better = verdict("v2").at("/criteria/0");

        assertThat(outcome("v2")).isEqualTo("PROMOTE");
        assertThat(better.path("test").asString()).isEqualTo("paired-t");
        assertIsAsExpected(roles, better);
        assertThat(better.path("pValue").asDouble())
                .isCloseTo(expected(roles, "p_value"), within(1e-7 * expected(roles, "p_value")));
    }

    @Test
    void withoutSuchRolesItTakesWilcoxons() {
        dataset("holdout", "roles.csv", "");
        model("v1", "holdout", "roles.csv", "v1");
        model("v2", "holdout", "roles.csv", "v2");

        assertThat(verdict("v2").at("/criteria/0/test").asString()).isEqualTo("wilcoxon");
        assertThat(outcome("v2")).isEqualTo("PROMOTE");
    }

    /// The interval is from −0.027 to 0.095.
    @ParameterizedTest
    @CsvSource({"0.1, PASS", "0.05, UNDECIDED", "0.09, UNDECIDED"})
    void equivalenceIsProvedWhereTheIntervalLiesWithinTheMargins(double margin, String criterion) {
        gate(
                """
                {"id": "same", "metric": "mae", "rule": "equivalent", "margin": %s}\
                """
                        .formatted(margin));
        dataset("holdout", "roles.csv", "");
        model("v2", "holdout", "roles.csv", "v2");
        model("v3", "holdout", "roles.csv", "v3");

        JsonNode same = verdict("v3").at("/criteria/0");

        assertThat(same.path("outcome").asString()).isEqualTo(criterion);
        assertThat(same.path("test").asString()).isEqualTo("paired-t");
        assertIsAsExpected("equivalent", same);
        assertThat(same.has("rowsNeeded")).isEqualTo(criterion.equals("UNDECIDED"));
    }

    @Test
    void equivalenceIsDisprovedWhereTheIntervalLiesOutsideTheMargins() {
        gate(
                """
                {"id": "same", "metric": "mae", "rule": "equivalent", "margin": 1}\
                """);
        dataset("holdout", "roles.csv", "weight and cluster");
        model("v1", "holdout", "roles.csv", "v1");
        model("v2", "holdout", "roles.csv", "v2");

        assertThat(verdict("v2").at("/criteria/0/outcome").asString()).isEqualTo("FAIL");
        assertIsAsExpected("weight and cluster", verdict("v2").at("/criteria/0"));
    }

    @Test
    void eachOfFiveDatasetsMustPassAndWilcoxonsTestOverThemIsToldBeside() {
        five();
        modelOnFive("v1", "v1", 0);
        modelOnFive("v2", "v2", 0);

        JsonNode verdict = verdict("v2");

        assertThat(outcome("v2")).isEqualTo("PROMOTE");
        assertThat(verdict.path("on")).hasSize(5);
        assertThat(verdict.path("criteria").valueStream().map(c -> c.path("outcome").asString()))
                .containsExactly("PASS", "PASS", "PASS", "PASS", "PASS");
        JsonNode across = verdict.at("/acrossDatasets/0");
        assertThat(across.path("datasets").asInt()).isEqualTo(5);
        assertThat(across.path("below").asInt()).isEqualTo(5);
        assertThat(across.path("test").asString()).isEqualTo("wilcoxon");
        assertThat(across.path("pValue").asDouble())
                .isCloseTo(expected("five", "p_value"), within(1e-9));
    }

    @Test
    void oneDatasetOfFiveThatFailsIsEnough() {
        five();
        modelOnFive("v1", "v1", 0);
        modelOnFive("v2", "v2", 3);

        JsonNode verdict = verdict("v2");

        assertThat(outcome("v2")).isEqualTo("REJECT");
        assertThat(
                        verdict.path("criteria")
                                .valueStream()
                                .filter(c -> c.path("outcome").asString().equals("FAIL"))
                                .map(c -> c.path("on").asString()))
                .containsExactly("dataset:d3@1");
        assertThat(verdict.at("/acrossDatasets/0/above").asInt()).isEqualTo(1);
    }

    /// A transaction of DynamoDB has room for 100 writes; the verdict takes two.
    @Test
    void aHundredDatasetsWithErrorControlAreOneVerdict() {
        List<String> names = IntStream.range(0, 100).mapToObj(d -> "many-" + d).toList();
        office.upload(
                        "gates/m/gate.json",
                        """
                        {"gate": "m", "datasets": ["%s"], "errorControl": {"method": "lord++"},
                         "criteria": [{"id": "better", "metric": "score", "rule": "superior"}]}
                        """
                                .formatted(String.join("\", \"", names)))
                .deliver("gates/m/gate.json");
        for (String name : names) {
            office.upload("datasets/%s/1/ids.csv".formatted(name), "id\na\nb\nc\n")
                    .upload(
                            "datasets/%s/1/dataset.json".formatted(name),
                            """
                            {"dataset": "%s", "version": "1", "files": [{"path": "ids.csv"}],
                             "columns": [{"name": "id", "type": "string", "role": "id"}]}
                            """
                                    .formatted(name))
                    .deliver("datasets/%s/1/dataset.json".formatted(name));
        }
        for (String version : List.of("v1", "v2")) {
            for (String name : names) {
                String key = "models/m/%s/predictions/%s/1/p.csv".formatted(version, name);
                office.upload(
                                key,
                                version.equals("v1")
                                        ? "id,score\na,1\nb,2\nc,4\n"
                                        : "id,score\na,8\nb,9\nc,11.5\n")
                        .deliver(key);
            }
            String key = "models/m/%s/model.json".formatted(version);
            office.upload(
                            key,
                            "{\"model\": \"m\", \"version\": \"%s\", \"task\": \"scored\"}"
                                    .formatted(version))
                    .deliver(key)
                    .lookAt("m");
        }

        assertThat(verdict("v2").at("/evidence/budget")).hasSize(100);
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(
                                        new Tries(office.ledger)
                                                .of(Reference.dataset(name, "1"))
                                                .getFirst()
                                                .pValue())
                                .isNotNull());
    }

    private void five() {
        office.upload(
                        "gates/m/gate.json",
                        """
                        {"gate": "m", "datasets": ["d1", "d2", "d3", "d4", "d5"],
                         "criteria": [{"id": "better", "metric": "mae", "rule": "superior", "test": "wilcoxon"}]}
                        """)
                .deliver("gates/m/gate.json");
        for (int d = 1; d <= 5; d++) {
            dataset("d" + d, "d" + d + ".csv", "");
        }
    }

    /// @param spoilt the dataset on which its predictions are far off; none at 0
    private void modelOnFive(String version, String column, int spoilt) {
        for (int d = 1; d <= 5; d++) {
            Map<String, List<String>> file = read("d" + d + ".csv");
            List<String> values =
                    d == spoilt
                            ? column(file, column).stream()
                                    .map(v -> Double.toString(Double.parseDouble(v) + 50))
                                    .toList()
                            : column(file, column);
            predictions(version, "d" + d, column(file, "id"), values);
        }
        manifest(version);
    }

    private void gate(String criterion) {
        office.upload(
                        "gates/m/gate.json",
                        "{\"gate\": \"m\", \"criteria\": [%s]}".formatted(criterion))
                .deliver("gates/m/gate.json");
    }

    private void dataset(String name, String file, String roles) {
        Map<String, List<String>> table = read(file);
        String folder = "datasets/" + name + "/1/";
        office.upload(folder + "part-0.csv", csv(table, List.of("id", "w", "user", "y")))
                .upload(
                        folder + "dataset.json",
                        """
                        {"dataset": "%s", "version": "1", "files": [{"path": "part-0.csv"}],
                         "columns": [{"name": "id", "type": "string", "role": "id"},
                          {"name": "w", "type": "number"%s}, {"name": "user", "type": "string"%s},
                          {"name": "y", "type": "number", "role": "target"}]}
                        """
                                .formatted(
                                        name,
                                        roles.contains("weight") ? ", \"role\": \"weight\"" : "",
                                        roles.contains("cluster") ? ", \"role\": \"cluster\"" : ""))
                .deliver(folder + "dataset.json")
                .work();
    }

    private void model(String version, String dataset, String file, String column) {
        Map<String, List<String>> table = read(file);
        predictions(version, dataset, column(table, "id"), column(table, column));
        manifest(version);
    }

    private void predictions(
            String version, String dataset, List<String> ids, List<String> values) {
        String key = "models/m/%s/predictions/%s/1/part-0.csv".formatted(version, dataset);
        String rows =
                IntStream.range(0, ids.size())
                        .mapToObj(i -> ids.get(i) + "," + values.get(i) + "\n")
                        .collect(Collectors.joining());
        office.upload(key, "id,prediction\n" + rows).deliver(key).work();
    }

    private void manifest(String version) {
        String key = "models/m/%s/model.json".formatted(version);
        office.upload(
                        key,
                        "{\"model\": \"m\", \"version\": \"%s\", \"task\": \"regression\"}"
                                .formatted(version))
                .deliver(key)
                .work();
    }

    private String outcome(String version) {
        return judged(version).outcome().name();
    }

    private JsonNode verdict(String version) {
        return office.models().verdict(judged(version).verdict()).orElseThrow();
    }

    private Judged judged(String version) {
        return office.standings().line("m").entries().stream()
                .filter(e ->
                        e instanceof Judged && e.version().equals(Reference.model("m", version)))
                .map(Judged.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void assertIsAsExpected(String roles, JsonNode criterion) {
        double width = expected(roles, "upper") - expected(roles, "lower");
        assertThat(criterion.path("estimate").asDouble())
                .isCloseTo(expected(roles, "estimate"), within(1e-9 * width));
        assertThat(criterion.at("/interval/0").asDouble())
                .isCloseTo(expected(roles, "lower"), within(1e-8 * width));
        assertThat(criterion.at("/interval/1").asDouble())
                .isCloseTo(expected(roles, "upper"), within(1e-8 * width));
    }

    private static double expected(String of, String what) {
        return lines("expected.csv").stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(of) && cells[1].equals(what))
                .mapToDouble(cells -> Double.parseDouble(cells[2]))
                .findFirst()
                .orElseThrow();
    }

    private static String csv(Map<String, List<String>> table, List<String> names) {
        int rows = column(table, "id").size();
        return String.join(",", names)
                + "\n"
                + IntStream.range(0, rows)
                        .mapToObj(r ->
                                names.stream()
                                        .map(n -> column(table, n).get(r))
                                        .collect(Collectors.joining(",", "", "\n")))
                        .collect(Collectors.joining());
    }

    private static List<String> column(Map<String, List<String>> table, String name) {
        return table.getOrDefault(name, List.of());
    }

    /// A file by its columns.
    private static Map<String, List<String>> read(String file) {
        List<String> lines = lines(file);
        String[] names = lines.getFirst().split(",");
        Map<String, List<String>> columns = new HashMap<>();
        Arrays.stream(names).forEach(n -> columns.put(n, new ArrayList<>()));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            for (int c = 0; c < names.length; c++) {
                columns.getOrDefault(names[c], List.of()).add(cells[c]);
            }
        }
        return columns;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(FILES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
