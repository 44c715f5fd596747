package assay.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.PermittedUse;
import assay.gate.Criterion.Relative;
import assay.gate.Criterion.Signed;
import assay.gate.Gate.Method;
import assay.gate.Gate.Promotion;
import assay.json.Json;
import assay.ledger.ModelVersion;
import assay.manifest.Manifests.Reading;
import assay.metrics.Metric;
import assay.metrics.Task;
import assay.succession.DefaultGate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestsTest {

    private static Reading gate(String json) {
        return Manifests.gate(json.getBytes(StandardCharsets.UTF_8), "churn");
    }

    @Test
    void aGateDividesByColumnsTogetherOrBySeveralDivisions() {
        assertThat(divisions("[\"plan\", \"country\"]"))
                .containsExactly(List.of("plan", "country"));
        assertThat(divisions("[[\"plan\"], [\"plan\", \"country\"]]"))
                .containsExactly(List.of("plan"), List.of("plan", "country"));
    }

    private static List<List<String>> divisions(String by) {
        String json =
                """
                {"gate": "m", "criteria": [{"id": "a", "rule": "at-least", "metric": "accuracy", "value": 0.5, "by": %s}]}
                """
                        .formatted(by);
        Reading reading = Manifests.gate(json.getBytes(StandardCharsets.UTF_8), "m");
        assertThat(reading).isInstanceOf(Reading.Read.class);
        var gate = ((GateManifest) ((Reading.Read) reading).manifest()).gate();
        return ((Absolute) gate.criteria().getFirst()).measure().by();
    }

    @Test
    void theGateOfTheDesignIsReadAsItIsWritten() {
        Reading reading =
                gate(
                        """
                        { "gate": "churn", "alpha": 0.05, "power": 0.8,
                          "datasets": ["churn-holdout", "other@2"],
                          "promotion": "after-experiment",
                          "errorControl": {"method": "lord++", "wealth": 0.05},
                          "criteria": [
                            {"id": "better", "stakeholder": "ml", "metric": "log_loss", "rule": "superior", "margin": 0, "test": "wilcoxon"},
                            {"id": "tail", "stakeholder": "business", "metric": "log_loss_p99", "rule": "non-inferior", "margin": 0.05},
                            {"id": "cost", "stakeholder": "business", "metric": "expected_cost", "rule": "at-most", "value": 0.8, "costs": {"falsePositive": 1, "falseNegative": 5}, "currency": "EUR"},
                            {"id": "slices", "stakeholder": "product", "metric": "accuracy", "rule": "non-inferior", "margin": 0.02, "by": ["plan"]},
                            {"id": "fast", "stakeholder": "sre", "metric": "latency_ms_p99", "rule": "at-most", "value": 50},
                            {"id": "lawful", "stakeholder": "legal", "rule": "permitted-use"}] }
                        """);

        assertThat(reading).isInstanceOf(Reading.Read.class);
        var gate = ((GateManifest) ((Reading.Read) reading).manifest()).gate();
        assertThat(gate.promotion()).isEqualTo(Promotion.AFTER_EXPERIMENT);
        assertThat(gate.errorControl().method()).isEqualTo(Method.LORD_PLUS_PLUS);
        assertThat(gate.datasets())
                .extracting(d -> d.version().orElse("newest"))
                .containsExactly("newest", "2");
        assertThat(gate.criteria().get(0)).isInstanceOf(Relative.class);
        assertThat(gate.criteria().get(2))
                .isInstanceOfSatisfying(
                        Absolute.class,
                        c -> assertThat(c.measure().costs().orElseThrow().cost(1, 0)).isEqualTo(5));
        assertThat(gate.criteria().get(3))
                .isInstanceOfSatisfying(
                        Relative.class,
                        c -> assertThat(c.measure().by()).containsExactly(List.of("plan")));
        assertThat(gate.criteria().get(5)).isInstanceOf(PermittedUse.class);
    }

    @Test
    void whoIsTrustedIsStatedAndCanBeRead() {
        assertThat(faults("{\"id\": \"signed\", \"rule\": \"signed\"}")).isNotEmpty();
        assertThat(
                        faults(
                                """
                                {"id": "signed", "rule": "signed", "keys": ["nonsense"], "certificates": ["-----BEGIN CERTIFICATE-----"]}
                                """))
                .anySatisfy(f -> assertThat(f.reason()).contains("BEGIN PUBLIC KEY"))
                .anySatisfy(f -> assertThat(f.reason()).contains("BEGIN CERTIFICATE"));
    }

    private static java.util.List<Fault> faults(String criterion) {
        return gate("{\"gate\": \"churn\", \"criteria\": [" + criterion + "]}")
                        instanceof Reading.Faulty(java.util.List<Fault> faults)
                ? faults
                : java.util.List.of();
    }

    @Test
    void aKeySaidTwiceIsNoJson() {
        assertThat(gate("{\"gate\": \"churn\", \"gate\": \"churn\"}"))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        f -> assertThat(f.faults().getFirst().reason()).contains("is no JSON"));
    }

    @Test
    void aNestTooDeepIsRefusedInWords() {
        assertThat(gate("[".repeat(5000)))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        f -> assertThat(f.faults().getFirst().reason()).contains("nesting"));
    }

    @Test
    void whatIsAsDeepAsMayBeIsReadFromTheRecordToo() {
        String deepest = "[".repeat(62) + "]".repeat(62);
        Reading reading =
                Manifests.model(
                        """
                        {"model": "m", "version": "1", "task": "binary", "parameters": {"p": %s}}
                        """
                                .formatted(deepest)
                                .getBytes(StandardCharsets.UTF_8),
                        "m",
                        "1");
        var manifest = (ModelManifest) ((Reading.Read) reading).manifest();
        var version = new ModelVersion(manifest, "d", Instant.EPOCH, List.of());

        assertThat(Json.read(Json.write(version), ModelVersion.class)).isEqualTo(version);
    }

    @Test
    void twoCriteriaOfOneIdAreAFault() {
        assertThat(
                        gate(
                                """
                                {"gate": "churn", "criteria": [
                                  {"id": "a", "rule": "permitted-use"},
                                  {"id": "a", "rule": "permitted-use"}]}
                                """))
                .isEqualTo(
                        new Reading.Faulty(
                                java.util.List.of(
                                        new Fault.AtPointer(
                                                "/criteria/1/id", "'a' is used twice"))));
    }

    @Test
    void costsThatAreNotSquareAreAFault() {
        assertThat(
                        gate(
                                """
                                {"gate": "churn", "criteria": [
                                  {"id": "a", "rule": "at-most", "metric": "expected_cost", "value": 1,
                                   "costs": {"matrix": [[0, 1], [1, 0, 2]]}}]}
                                """))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        f -> assertThat(f.faults().getFirst().reason()).contains("not square"));
    }

    @Test
    void aPatternThatIsNoneIsAFaultOfItsCheck() {
        byte[] manifest =
                """
                {"dataset": "d", "version": "1", "files": [{"path": "a.csv"}],
                 "checks": [{"rule": "regex", "column": "x", "pattern": "("}]}
                """
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(Manifests.dataset(manifest, "d", "1"))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        f ->
                                assertThat(f.faults().getFirst())
                                        .isInstanceOfSatisfying(
                                                Fault.AtPointer.class,
                                                a ->
                                                        assertThat(a.pointer())
                                                                .isEqualTo("/checks/0/pattern")));
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultGateOfEachTaskIsInOrderAndAsksForMetricsThatExist(Task task) {
        var revision = DefaultGate.of("m", task.text());

        assertThat(Manifests.faults("gate", revision.json())).isEmpty();
        for (var criterion : revision.gate().criteria()) {
            switch (criterion) {
                case Relative r -> {
                    assertThat(Metric.named(r.measure().metric(), task)).isPresent();
                    assertThat(Metric.named(r.measure().metric(), task).orElseThrow().tests())
                            .containsAll(r.tests());
                }
                case Absolute a -> assertThat(Metric.named(a.measure().metric(), task)).isPresent();
                case Signed signed -> assertThat(signed.trust().keys()).isNotEmpty();
                case PermittedUse use -> assertThat(use.strict()).isFalse();
            }
        }
    }

    @Test
    void everySchemaIsJson() {
        for (String kind : Manifests.KINDS) {
            assertThat(Json.tree(Manifests.schema(kind)).path("$id").asString())
                    .isEqualTo("/schemas/" + kind + ".json");
        }
    }
}
