package assay.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.json.Json;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaTest {

    /// A document in order of each kind, with every field that its schema knows.
    static final Map<String, String> DOCUMENTS =
            Map.of(
                    "dataset",
                    """
                    {"dataset": "d", "version": "3", "description": "x",
                     "files": [{"path": "a/b.csv", "sha256": "%s"}],
                     "columns": [{"name": "a", "type": "number", "role": ["id", "slice"], "min": 0, "max": 1.5,
                       "nullable": true, "values": ["a", 1, true], "personalData": false, "description": "x"},
                       {"name": "b", "type": "string", "role": "target"}],
                     "checks": [{"rule": "row-count", "min": 1, "max": 2}, {"rule": "unique", "column": "a"},
                       {"rule": "not-null", "column": "a", "fraction": 0.5}, {"rule": "in-set", "column": "a", "values": [1]},
                       {"rule": "range", "column": "a", "min": 0}, {"rule": "regex", "column": "a", "pattern": "x"},
                       {"rule": "mean-between", "column": "a", "max": 3},
                       {"rule": "quantile-between", "column": "a", "quantile": 0.5, "min": 1},
                       {"rule": "monotone", "column": "a", "direction": "increasing", "strict": true}],
                     "derivedFrom": ["dataset:raw@1", "code:acme/etl@77aa01"],
                     "use": {"permits": ["training"], "purposes": ["retention"], "expires": "2027-01-01T00:00:00Z",
                       "personalData": true, "licence": "x"}}
                    """
                            .formatted("0a".repeat(32)),
                    "model",
                    """
                    {"model": "m", "version": "v1", "description": "x", "task": "binary",
                     "artefact": {"path": "model.onnx", "sha256": "%s"}, "inputs": ["a"],
                     "output": {"tensor": "p", "positive": 1}, "classes": ["no", true], "trainedOn": ["dataset:d@1"],
                     "code": "code:acme/churn@9f", "uses": ["component:c@1"], "purpose": "x", "parameters": {"depth": 6}}
                    """
                            .formatted("0a".repeat(32)),
                    "gate",
                    """
                    {"gate": "m", "description": "x", "alpha": 0.05, "power": 0.8, "datasets": ["d", "e@2"],
                     "promotion": "manual", "errorControl": {"method": "lord++", "wealth": 0.05, "tries": 3},
                     "criteria": [
                      {"id": "a", "stakeholder": "ml", "description": "x", "rule": "superior", "metric": "log_loss", "margin": 0,
                       "test": ["wilcoxon", "sign"], "by": ["plan"], "sides": "two"},
                      {"id": "b", "rule": "equivalent", "metric": "accuracy", "margin": 0.1, "test": "mcnemar", "by": [["a"], ["a", "b"]]},
                      {"id": "c", "rule": "at-most", "metric": "expected_cost", "value": 1, "threshold": 0.5, "currency": "EUR",
                       "costs": {"falsePositive": 1, "falseNegative": 5, "truePositive": 0, "trueNegative": 0}},
                      {"id": "d", "rule": "at-least", "metric": "expected_cost", "value": 1, "costs": {"matrix": [[0, 1], [1, 0]]}},
                      {"id": "e", "rule": "permitted-use", "strict": true},
                      {"id": "f", "rule": "signed", "keys": ["k"], "certificates": ["c"]}, {"id": "g", "rule": "signed", "keys": ["k"]}]}
                    """,
                    "system",
                    """
                    {"system": "s", "version": "7", "kind": "product", "description": "x", "uses": ["model:m@1"]}
                    """,
                    "experiment",
                    """
                    {"experiment": "e", "description": "x", "unit": "user",
                     "variants": [{"name": "a", "share": 0.5, "serves": "model:m@1"}, {"name": "b", "share": 0.5}],
                     "start": "2026-11-01T00:00:00.123Z", "end": "2026-12-01T00:00:00Z", "minimumDays": 7, "alpha": 0.05, "power": 0.8,
                     "inference": {"method": "always-valid", "tunedFor": 10000, "looks": 3, "spending": "pocock", "spendingParameter": 1,
                       "plannedUnits": 10, "prior": {"mean": 0, "standardDeviation": 1}}, "correction": "holm",
                     "metrics": [{"id": "a", "stakeholder": "x", "kind": "proportion", "event": "buy", "role": "success",
                       "direction": "increase", "margin": 0, "minimumEffect": 0.1, "covariate": "x", "covariates": ["x", "y"],
                       "adjustment": "cuped", "winsorize": 0.9, "per": "unit"},
                      {"id": "b", "kind": "ratio", "numerator": "x", "denominator": "y", "role": "guardrail"},
                      {"id": "c", "kind": "quantile", "event": "x", "quantile": 0.5, "role": "guardrail"},
                      {"id": "d", "kind": "retention", "event": "x", "day": 7, "role": "guardrail"}],
                     "dimensions": ["country"], "outliers": {"maxEventsPerUnit": 1, "maxEventsPerUnitPerDay": 1}, "trigger": {"event": "x"}}
                    """,
                    "verdict",
                    """
                    {"id": "x", "subject": "model:m@2", "against": "model:m@1", "on": ["dataset:d@1"], "outcome": "PROMOTE",
                     "issuedAt": "2026-11-01T00:00:00Z", "alpha": 0.05, "summary": "x",
                     "criteria": [{"id": "a", "stakeholder": "ml", "rule": "superior", "metric": "mae", "on": "dataset:d@1",
                       "currency": "EUR", "outcome": "PASS", "reason": "x", "test": "sign", "estimate": 1, "interval": [null, 2.5],
                       "confidence": 0.95, "pValue": 0.01, "margin": 0, "value": 1, "champion": 1, "challenger": 2, "rows": 10,
                       "rowsNeeded": 0, "slices": [{"slice": "a", "outcome": "FAIL", "reason": "x"}]}],
                     "evidence": {"model": "sha256:%1$s", "datasets": {"dataset:d@1": "sha256:%1$s"}, "gate": "sha256:%1$s",
                       "program": "x", "seed": 1, "statistics": {}}}
                    """
                            .formatted("0a".repeat(32)),
                    "champion",
                    """
                    {"version": "model:m@1", "since": "2026-11-01T00:00:00Z", "reason": "x", "verdict": null}
                    """,
                    "upload",
                    """
                    {"key": "a", "versionId": "", "state": "refused", "at": "2026-11-01T00:00:00Z",
                     "faults": [{"reason": "x", "pointer": "/a"}, {"reason": "x", "file": "a", "row": 1, "column": "b"},
                       {"reason": "x", "file": "a"}]}
                    """);

    static final List<String> KINDS = Manifests.KINDS;

    /// What stands in for each value of a document in turn.
    private static final List<String> OTHERS =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.0",
                    "1.5",
                    "1e400",
                    "1" + "0".repeat(400),
                    "\"\"",
                    "\"x\"",
                    "\"signed\"",
                    "\"range\"",
                    "\"a\\n\"",
                    "\"../x\"",
                    "\"" + "x".repeat(300) + "\"",
                    "[]",
                    "[[]]",
                    "[\"x\", \"x\"]",
                    "{}",
                    "{\"x\": 1}");

    @ParameterizedTest
    @FieldSource("KINDS")
    void aLibraryThatKnowsAllOfJsonSchemaTakesAndRefusesTheSame(String kind) {
        var library =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Manifests.schema(kind));
        JsonNode document = Json.tree(DOCUMENTS.getOrDefault(kind, "null"));

        assertThat(Manifests.faults(kind, document)).isEmpty();
        List<JsonNode> spoilt = spoilt(document).toList();
        assertThat(spoilt).hasSizeGreaterThan(100);
        for (JsonNode other : spoilt) {
            assertThat(Manifests.faults(kind, other).isEmpty())
                    .as(other.toString())
                    .isEqualTo(library.validate(other).isEmpty());
        }
    }

    private static Stream<JsonNode> spoilt(JsonNode value) {
        List<JsonNode> others = new ArrayList<>(OTHERS.stream().map(Json::tree).toList());
        if (value instanceof ObjectNode object) {
            for (String field : object.propertyNames()) {
                others.add(object.deepCopy().without(field));
                spoilt(object.get(field)).forEach(o -> others.add(object.deepCopy().set(field, o)));
            }
            others.add(object.deepCopy().put("colour", 1));
        }
        if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                others.add(list.deepCopy().add(list.get(at)));
                spoilt(list.get(at))
                        .forEach(o -> {
                            ArrayNode other = list.deepCopy();
                            other.set(at, o);
                            others.add(other);
                        });
            }
        }
        return others.stream();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': 1}      | /a must be a string or null, but is 1",
                "{'b': 'z'}    | /b must be one of 'x', 'y', but is 'z'",
                "{'c': -1}     | /c must be at least 0, but is -1",
                "{'c': 2}      | /c must be less than 2, but is 2",
                "{'c': 1.5}    | /c must be an integer, but is 1.5",
                "{'d': [1, 1]} | /d must not have 1 twice",
                "{'d': []}     | /d must have at least 1 item, but has 0",
                "{'e': 'é!'}   | /e must match ^.$, but is 'é!'",
                "{'f/g': {}}   | /f~1g must have the field 'h'",
                "{'i': 1}      | /i is not a field known here",
                "{'b': [1], 'a': 2, 'i': 1} | /a must be a string or null, but is 2; /b must be one of 'x', 'y', but is an array; /i is not a field known here",
            })
    void aFaultSaysWhereItIsAndWhatIsWrong(String json, String faults) {
        Schema schema =
                Schema.read(
                        quoted(
                                """
                                {'properties': {
                                  'a': {'type': ['string', 'null']}, 'b': {'enum': ['x', 'y']},
                                  'c': {'type': 'integer', 'minimum': 0, 'exclusiveMaximum': 2},
                                  'd': {'minItems': 1, 'uniqueItems': true}, 'e': {'pattern': '^.$'},
                                  'f/g': {'required': ['h']}}, 'additionalProperties': false}
                                """));
        assertThat(told(schema.faults(Json.tree(quoted(json))))).isEqualTo(faults);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'rule': 'regex'}                              | /checks/0 must have the field 'column'; /checks/0 must have the field 'pattern'",
                "{'rule': 'unique', 'column': 'a', 'min': 1}    | /checks/0/min is not a field known here",
                "{'rule': 'uniq', 'column': 'a'}                | /checks/0/rule must be one of 'row-count', 'unique', 'not-null', 'in-set', 'range', 'regex', 'mean-between', 'quantile-between', 'monotone', but is 'uniq'",
                "{'column': 'a'}                                | /checks/0 must have the field 'rule'",
            })
    void ofSeveralFormsTheOneThatIsMeantIsHeldAgainstTheDocument(String check, String faults) {
        JsonNode dataset =
                Json.tree(
                        quoted(
                                "{'dataset': 'd', 'version': '1', 'files': [{'path': 'a.csv'}], 'checks': ["
                                        + check
                                        + "]}"));
        assertThat(told(Manifests.faults("dataset", dataset))).isEqualTo(faults);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id': 'a'}                   | /criteria/0 must have the field 'rule'",
                "{'id': 'a', 'rule': 'signed'} | /criteria/0 must have the field 'keys', or must have the field 'certificates'",
                "{'id': 'a', 'rule': 'superior', 'metric': 'mae', 'by': 'plan'} | /criteria/0/by must be an array, but is 'plan'",
                "{'id': 'a', 'rule': 'superior', 'metric': 'mae', 'by': ['plan', 3]} | /criteria/0/by/1 must be a string, but is 3",
                "{'id': 'a', 'rule': 'superior', 'metric': 'mae', 'costs': {'falsePositif': 3}} | /criteria/0/costs/falsePositif is not a field known here",
            })
    void aCriterionIsToldItsOwnFaultsAlone(String criterion, String faults) {
        JsonNode gate = Json.tree(quoted("{'gate': 'm', 'criteria': [" + criterion + "]}"));
        assertThat(told(Manifests.faults("gate", gate))).isEqualTo(faults);
    }

    @Test
    void aKeywordThatIsNotKnownIsNotPassedOver() {
        Schema schema = Schema.read("{\"multipleOf\": 2}");
        assertThatThrownBy(() -> schema.faults(Json.tree("3")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("multipleOf");
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static String told(List<Fault> faults) {
        return String.join(
                "; ",
                faults.stream()
                        .map(f ->
                                f instanceof Fault.AtPointer(String at, String reason)
                                        ? at + " " + reason
                                        : f.reason())
                        .toList());
    }
}
