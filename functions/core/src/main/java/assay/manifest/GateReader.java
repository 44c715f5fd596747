package assay.manifest;

import assay.gate.Criterion;
import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.Bound;
import assay.gate.Criterion.Claim;
import assay.gate.Criterion.Measure;
import assay.gate.Criterion.PermittedUse;
import assay.gate.Criterion.Relative;
import assay.gate.Criterion.Signed;
import assay.gate.Gate;
import assay.gate.Gate.ErrorControl;
import assay.gate.Gate.Method;
import assay.gate.Gate.Promotion;
import assay.gate.Gate.TestSet;
import assay.metrics.CostMatrix;
import assay.metrics.TestName;
import assay.signature.Trust;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Reads a gate from JSON that its schema found in order.
final class GateReader {

    private GateReader() {}

    static Gate read(JsonNode json) {
        double alpha = json.path("alpha").asDouble(0.05);
        return new Gate(
                json.path("gate").asString(),
                alpha,
                json.path("power").asDouble(0.8),
                json.path("datasets").valueStream().map(d -> TestSet.parse(d.asString())).toList(),
                promotion(json.path("promotion").asString("automatic")),
                json.has("errorControl")
                        ? errorControl(json.path("errorControl"), alpha)
                        : ErrorControl.NONE,
                json.path("criteria").valueStream().map(GateReader::criterion).toList());
    }

    static List<Fault> faults(Gate gate, String model) {
        List<Fault> faults = new ArrayList<>();
        KeyFaults.compare("/gate", gate.name(), model, faults);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < gate.criteria().size(); i++) {
            if (!ids.add(gate.criteria().get(i).id())) {
                faults.add(
                        new Fault.AtPointer(
                                "/criteria/" + i + "/id",
                                "'" + gate.criteria().get(i).id() + "' is used twice"));
            }
        }
        for (int i = 0; i < gate.criteria().size(); i++) {
            if (gate.criteria().get(i) instanceof Signed(String id, String of, Trust trust)) {
                String at = "/criteria/" + i;
                put(at + "/keys/", trust.keys(), Trust::faultOfKey, faults);
                put(at + "/certificates/", trust.certificates(), Trust::faultOfCertificate, faults);
            }
        }
        return List.copyOf(faults);
    }

    private static void put(
            String at,
            List<String> texts,
            Function<String, Optional<String>> fault,
            List<Fault> faults) {
        for (int i = 0; i < texts.size(); i++) {
            String pointer = at + i;
            fault.apply(texts.get(i)).ifPresent(f -> faults.add(new Fault.AtPointer(pointer, f)));
        }
    }

    private static Promotion promotion(String text) {
        return switch (text) {
            case "manual" -> Promotion.MANUAL;
            case "after-experiment" -> Promotion.AFTER_EXPERIMENT;
            default -> Promotion.AUTOMATIC;
        };
    }

    private static ErrorControl errorControl(JsonNode json, double alpha) {
        return new ErrorControl(
                Method.named(json.path("method").asString()),
                json.path("wealth").asDouble(alpha),
                json.path("tries").asInt(20));
    }

    private static Criterion criterion(JsonNode json) {
        String id = json.path("id").asString();
        String stakeholder = json.path("stakeholder").asString("ml");
        return switch (json.path("rule").asString()) {
            case "superior" -> relative(id, stakeholder, Claim.SUPERIOR, json);
            case "non-inferior" -> relative(id, stakeholder, Claim.NON_INFERIOR, json);
            case "equivalent" -> relative(id, stakeholder, Claim.EQUIVALENT, json);
            case "at-least" -> absolute(id, stakeholder, Bound.AT_LEAST, json);
            case "at-most" -> absolute(id, stakeholder, Bound.AT_MOST, json);
            case "permitted-use" ->
                    new PermittedUse(id, stakeholder, json.path("strict").asBoolean(false));
            case "signed" ->
                    new Signed(
                            id,
                            stakeholder,
                            new Trust(texts(json.path("keys")), texts(json.path("certificates"))));
            default ->
                    throw new IllegalArgumentException(
                            "no rule " + json.path("rule") + " in the schema");
        };
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Relative relative(String id, String stakeholder, Claim claim, JsonNode json) {
        return new Relative(
                id,
                stakeholder,
                claim,
                measure(json),
                json.path("margin").asDouble(0),
                tests(json.path("test")));
    }

    /// One name, or several in the order of preference.
    private static List<TestName> tests(JsonNode test) {
        return (test.isArray() ? texts(test) : List.of(test.asString("")))
                .stream().flatMap(name -> TestName.named(name).stream()).toList();
    }

    private static Absolute absolute(String id, String stakeholder, Bound bound, JsonNode json) {
        return new Absolute(id, stakeholder, bound, measure(json), json.path("value").asDouble());
    }

    private static Measure measure(JsonNode json) {
        return new Measure(
                json.path("metric").asString(),
                divisions(json.path("by")),
                json.path("sides").asString("two").equals("one"),
                json.has("costs") ? Optional.of(costs(json.path("costs"))) : Optional.empty(),
                json.has("currency")
                        ? Optional.of(json.path("currency").asString())
                        : Optional.empty(),
                json.path("threshold").asDouble(0.5));
    }

    /// A list of columns is one division; a list of lists is several.
    private static List<List<String>> divisions(JsonNode by) {
        if (by.isEmpty()) {
            return List.of();
        }
        return by.get(0).isArray()
                ? by.valueStream().map(GateReader::columns).toList()
                : List.of(columns(by));
    }

    private static List<String> columns(JsonNode division) {
        return division.valueStream().map(JsonNode::asString).toList();
    }

    private static CostMatrix costs(JsonNode json) {
        if (!json.has("matrix")) {
            return CostMatrix.binary(
                    json.path("trueNegative").asDouble(0),
                    json.path("falsePositive").asDouble(0),
                    json.path("falseNegative").asDouble(0),
                    json.path("truePositive").asDouble(0));
        }
        JsonNode matrix = json.path("matrix");
        return new CostMatrix(
                IntStream.range(0, matrix.size())
                        .mapToObj(r -> matrix.get(r).valueStream().map(JsonNode::asDouble).toList())
                        .toList());
    }
}
