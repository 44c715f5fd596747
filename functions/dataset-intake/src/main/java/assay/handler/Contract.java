package assay.handler;

import assay.json.Json;
import assay.manifest.DatasetManifest;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import assay.profile.Check;
import assay.profile.Check.InSet;
import assay.profile.Check.MeanBetween;
import assay.profile.Check.Monotone;
import assay.profile.Check.NotNull;
import assay.profile.Check.QuantileBetween;
import assay.profile.Check.Range;
import assay.profile.Check.Regex;
import assay.profile.Check.RowCount;
import assay.profile.Check.Unique;
import assay.profile.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules that a manifest lays down: those of its columns, then its checks.
final class Contract {

    private Contract() {}

    static List<Check> of(DatasetManifest manifest) {
        List<Check> rules = new ArrayList<>();
        manifest.columns().forEach(c -> rules.addAll(of(c)));
        manifest.checks().forEach(c -> rules.add(of(c)));
        return List.copyOf(rules);
    }

    private static List<Check> of(ColumnEntry column) {
        List<Check> rules = new ArrayList<>();
        boolean id = column.role().contains(Role.ID);
        if (id || Boolean.FALSE.equals(column.nullable())) {
            rules.add(new NotNull(column.name(), 1));
        }
        if (id) {
            rules.add(new Unique(column.name()));
        }
        if (column.min() != null || column.max() != null) {
            rules.add(
                    new Range(
                            column.name(),
                            column.min() == null ? Double.NEGATIVE_INFINITY : column.min(),
                            column.max() == null ? Double.POSITIVE_INFINITY : column.max()));
        }
        if (!column.values().isEmpty()) {
            rules.add(new InSet(column.name(), java.util.Set.copyOf(column.values())));
        }
        return rules;
    }

    private static Check of(JsonNode check) {
        String column = check.path("column").asString("");
        double min = check.path("min").asDouble(Double.NEGATIVE_INFINITY);
        double max = check.path("max").asDouble(Double.POSITIVE_INFINITY);
        return switch (check.path("rule").asString()) {
            case "row-count" ->
                    new RowCount(
                            check.path("min").asLong(0), check.path("max").asLong(Long.MAX_VALUE));
            case "unique" -> new Unique(column);
            case "not-null" -> new NotNull(column, check.path("fraction").asDouble(1));
            case "in-set" ->
                    new InSet(
                            column,
                            check.path("values")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .collect(Collectors.toUnmodifiableSet()));
            case "range" -> new Range(column, min, max);
            case "regex" -> new Regex(column, Pattern.compile(check.path("pattern").asString()));
            case "mean-between" -> new MeanBetween(column, min, max);
            case "quantile-between" ->
                    new QuantileBetween(column, check.path("quantile").asDouble(), min, max);
            case "monotone" ->
                    new Monotone(
                            column,
                            check.path("direction").asString("increasing").equals("increasing"),
                            check.path("strict").asBoolean(false));
            default ->
                    throw new IllegalArgumentException(
                            "no rule " + check.path("rule") + " in the schema");
        };
    }

    /// The rule's name, as a manifest writes it.
    static String rule(Check check) {
        return switch (check) {
            case RowCount c -> "row-count";
            case Unique c -> "unique";
            case NotNull c -> "not-null";
            case InSet c -> "in-set";
            case Range c -> "range";
            case Regex c -> "regex";
            case MeanBetween c -> "mean-between";
            case QuantileBetween c -> "quantile-between";
            case Monotone c -> "monotone";
        };
    }

    /// The column that the rule is about; empty for the table as a whole.
    static String column(Check check) {
        return switch (check) {
            case RowCount c -> "";
            case Unique(String column) -> column;
            case NotNull(String column, double fraction) -> column;
            case InSet c -> c.column();
            case Range c -> c.column();
            case Regex c -> c.column();
            case MeanBetween c -> c.column();
            case QuantileBetween c -> c.column();
            case Monotone c -> c.column();
        };
    }

    /// A result as it is recorded.
    static ObjectNode json(CheckResult result) {
        ObjectNode json = Json.object();
        json.put("rule", rule(result.check()));
        if (!column(result.check()).isEmpty()) {
            json.put("column", column(result.check()));
        }
        json.put("passed", result.passed());
        json.put("observed", result.observed());
        return json;
    }
}
