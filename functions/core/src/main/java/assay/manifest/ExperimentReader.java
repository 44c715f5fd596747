package assay.manifest;

import assay.experiment.Experiment;
import assay.experiment.Experiment.Outliers;
import assay.experiment.Experiment.Variant;
import assay.experiment.Method;
import assay.experiment.OnlineMetric;
import assay.experiment.OnlineMetric.Adjustment;
import assay.experiment.OnlineMetric.Kind;
import assay.experiment.OnlineMetric.Role;
import assay.lineage.Reference;
import assay.metrics.Direction;
import assay.statistics.bayes.NormalEffect;
import assay.statistics.multiplicity.Correction;
import assay.statistics.sequential.SpendingFunction;
import assay.statistics.sequential.StoppingRule;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads an experiment from JSON that its schema found in order.
final class ExperimentReader {

    private static final double ROUNDING = 1e-9;
    private static final long TUNED_FOR = 10_000;

    private ExperimentReader() {}

    /// What the schema cannot say of `experiment.json`. Nothing is read before this is empty.
    static List<Fault> faults(JsonNode json, String name) {
        List<Fault> faults = new ArrayList<>();
        KeyFaults.compare("/experiment", json.path("experiment").asString(), name, faults);
        distinct(json, "variants", "name", faults);
        distinct(json, "metrics", "id", faults);
        double sum = json.path("variants").valueStream().mapToDouble(ExperimentReader::share).sum();
        if (!(Math.abs(sum - 1) < ROUNDING)) {
            faults.add(new Fault.AtPointer("/variants", "the shares sum to " + sum + ", not 1"));
        }
        Optional<Instant> start = instant(json, "start", faults);
        Optional<Instant> end = instant(json, "end", faults);
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            faults.add(new Fault.AtPointer("/end", "is not after the start"));
        }
        String method = method(json);
        if (method.equals("fixed") && !json.has("end")) {
            faults.add(
                    new Fault.AtPointer(
                            "/end", "is missing: a fixed test is decided once, at its end"));
        }
        if (method.equals("group-sequential") && !json.path("inference").has("plannedUnits")) {
            faults.add(
                    new Fault.AtPointer(
                            "/inference/plannedUnits",
                            "is missing: a group-sequential test looks at fractions of it"));
        }
        if (method.equals("group-sequential") && !(parameter(json) > 0) && isPower(json)) {
            faults.add(
                    new Fault.AtPointer(
                            "/inference/spendingParameter",
                            "is the exponent of power spending, and above 0"));
        }
        columns(json, faults);
        minimumEffects(json.path("metrics"), faults);
        return List.copyOf(faults);
    }

    private static void minimumEffects(JsonNode metrics, List<Fault> faults) {
        for (int i = 0; i < metrics.size(); i++) {
            JsonNode metric = metrics.path(i);
            String pointer = "/metrics/" + i + "/minimumEffect";
            if (!metric.has("minimumEffect")) {
                continue;
            }
            if (!metric.path("role").asString().equals("success")) {
                faults.add(
                        new Fault.AtPointer(
                                pointer, "is for a success metric; a guardrail has its margin"));
            } else if (!(metric.path("minimumEffect").asDouble()
                    > metric.path("margin").asDouble(0))) {
                faults.add(
                        new Fault.AtPointer(
                                pointer, "is not above the margin: nothing would ever show it"));
            }
        }
    }

    /// A column of the exposures has one meaning.
    private static void columns(JsonNode json, List<Fault> faults) {
        Set<String> taken =
                new HashSet<>(
                        List.of("unit", "variant", "timestamp", json.path("unit").asString()));
        for (int i = 0; i < json.path("dimensions").size(); i++) {
            String dimension = json.path("dimensions").path(i).asString();
            if (!taken.add(dimension)) {
                faults.add(
                        new Fault.AtPointer(
                                "/dimensions/" + i,
                                "'" + dimension + "' is a column with another meaning"));
            }
        }
        for (int i = 0; i < json.path("metrics").size(); i++) {
            JsonNode metric = json.path("metrics").path(i);
            String pointer = "/metrics/" + i;
            if (metric.has("covariate") && metric.has("covariates")) {
                faults.add(
                        new Fault.AtPointer(
                                pointer + "/covariate", "is said again by 'covariates'"));
            }
            text(metric, "covariate")
                    .ifPresent(c -> free(c, pointer + "/covariate", taken, faults));
            for (int j = 0; j < metric.path("covariates").size(); j++) {
                free(
                        metric.path("covariates").path(j).asString(),
                        pointer + "/covariates/" + j,
                        taken,
                        faults);
            }
        }
    }

    private static void free(
            String covariate, String pointer, Set<String> taken, List<Fault> faults) {
        if (taken.contains(covariate)) {
            faults.add(
                    new Fault.AtPointer(
                            pointer, "'" + covariate + "' is a column with another meaning"));
        }
    }

    static Experiment read(JsonNode json) {
        double alpha = json.path("alpha").asDouble(0.05);
        return new Experiment(
                json.path("experiment").asString(),
                json.path("unit").asString(),
                json.path("variants").valueStream().map(ExperimentReader::variant).toList(),
                Instant.parse(json.path("start").asString()),
                Optional.of(json.path("end")).filter(JsonNode::isString).map(ExperimentReader::at),
                json.path("minimumDays").asInt(0),
                alpha,
                json.path("power").asDouble(0.8),
                method(json, alpha),
                correction(json.path("correction").asString("holm")),
                json.path("metrics").valueStream().map(ExperimentReader::metric).toList(),
                json.path("dimensions").valueStream().map(JsonNode::asString).toList(),
                new Outliers(
                        whole(json.path("outliers").path("maxEventsPerUnit")),
                        whole(json.path("outliers").path("maxEventsPerUnitPerDay"))),
                text(json.path("trigger"), "event"));
    }

    private static Variant variant(JsonNode json) {
        return new Variant(
                json.path("name").asString(),
                share(json),
                text(json, "serves").map(Reference::parse));
    }

    private static OnlineMetric metric(JsonNode json) {
        return new OnlineMetric(
                json.path("id").asString(),
                json.path("stakeholder").asString("product"),
                kind(json),
                json.path("role").asString().equals("success") ? Role.SUCCESS : Role.GUARDRAIL,
                json.path("direction").asString("increase").equals("increase")
                        ? Direction.HIGHER_IS_BETTER
                        : Direction.LOWER_IS_BETTER,
                number(json.path("margin")),
                number(json.path("minimumEffect")),
                covariates(json),
                switch (json.path("adjustment").asString("cuped")) {
                    case "regression" -> Adjustment.REGRESSION;
                    case "none" -> Adjustment.NONE;
                    default -> Adjustment.CUPED;
                },
                number(json.path("winsorize")));
    }

    private static List<String> covariates(JsonNode json) {
        return text(json, "covariate")
                .map(List::of)
                .orElseGet(() ->
                        json.path("covariates").valueStream().map(JsonNode::asString).toList());
    }

    private static Kind kind(JsonNode json) {
        String event = json.path("event").asString("");
        return switch (json.path("kind").asString()) {
            case "proportion" -> new OnlineMetric.Proportion(event);
            case "mean" -> new OnlineMetric.Mean(event);
            case "count" -> new OnlineMetric.Count(event);
            case "ratio" ->
                    new OnlineMetric.Ratio(
                            json.path("numerator").asString(), json.path("denominator").asString());
            case "quantile" ->
                    new OnlineMetric.Quantile(
                            event,
                            json.path("quantile").asDouble(),
                            json.path("per").asString("event").equals("unit"));
            case "retention" -> new OnlineMetric.Retention(event, json.path("day").asInt());
            default ->
                    throw new IllegalArgumentException(
                            "no kind " + json.path("kind") + " in the schema");
        };
    }

    private static Method method(JsonNode json, double alpha) {
        JsonNode inference = json.path("inference");
        return switch (method(json)) {
            case "fixed" -> new Method.Fixed();
            case "group-sequential" ->
                    new Method.Sequential(
                            new StoppingRule.Spending(spending(json)),
                            inference.path("looks").asInt(5),
                            inference.path("plannedUnits").asLong());
            case "bayesian" ->
                    new Method.Bayesian(
                            inference.has("prior")
                                    ? Optional.of(prior(inference.path("prior")))
                                    : Optional.empty());
            default -> new Method.AlwaysValid(inference.path("tunedFor").asLong(TUNED_FOR), alpha);
        };
    }

    private static NormalEffect prior(JsonNode json) {
        return new NormalEffect(
                json.path("mean").asDouble(0), json.path("standardDeviation").asDouble(1));
    }

    private static SpendingFunction spending(JsonNode json) {
        return switch (json.path("inference").path("spending").asString("obrien-fleming")) {
            case "pocock" -> SpendingFunction.pocock();
            case "power" -> SpendingFunction.power(parameter(json));
            case "hwang-shih-decani" -> SpendingFunction.hwangShihDeCani(parameter(json));
            default -> SpendingFunction.obrienFleming();
        };
    }

    private static boolean isPower(JsonNode json) {
        return json.path("inference").path("spending").asString("").equals("power");
    }

    private static double parameter(JsonNode json) {
        return json.path("inference").path("spendingParameter").asDouble(1);
    }

    private static Correction correction(String text) {
        return switch (text) {
            case "none" -> Correction.NONE;
            case "bonferroni" -> Correction.BONFERRONI;
            case "hochberg" -> Correction.HOCHBERG;
            case "benjamini-hochberg" -> Correction.BENJAMINI_HOCHBERG;
            default -> Correction.HOLM;
        };
    }

    private static String method(JsonNode json) {
        return json.path("inference").path("method").asString("always-valid");
    }

    private static double share(JsonNode variant) {
        return variant.path("share").asDouble();
    }

    private static Instant at(JsonNode json) {
        return Instant.parse(json.asString());
    }

    private static Optional<Instant> instant(JsonNode json, String field, List<Fault> faults) {
        if (!json.has(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(at(json.path(field)));
        } catch (DateTimeParseException e) {
            String said = json.path(field).asString();
            faults.add(new Fault.AtPointer("/" + field, "'" + said + "' is no day or time"));
            return Optional.empty();
        }
    }

    private static void distinct(JsonNode json, String list, String field, List<Fault> faults) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < json.path(list).size(); i++) {
            String text = json.path(list).path(i).path(field).asString();
            if (!seen.add(text)) {
                faults.add(
                        new Fault.AtPointer(
                                "/%s/%d/%s".formatted(list, i, field),
                                "'" + text + "' is used twice"));
            }
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.has(field) ? Optional.of(json.path(field).asString()) : Optional.empty();
    }

    private static OptionalDouble number(JsonNode json) {
        return json.isNumber() ? OptionalDouble.of(json.asDouble()) : OptionalDouble.empty();
    }

    private static OptionalInt whole(JsonNode json) {
        return json.isNumber() ? OptionalInt.of(json.asInt()) : OptionalInt.empty();
    }
}
