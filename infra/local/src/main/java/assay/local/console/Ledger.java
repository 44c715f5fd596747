package assay.local.console;

import java.io.PrintStream;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The verdicts and the refusals, as the API tells them, printed for a person.
public final class Ledger {
    private static final Pattern MODEL = Pattern.compile("models/([^/]+)/([^/]+)/model\\.json");
    private static final Pattern EXPERIMENT =
            Pattern.compile("experiments/([^/]+)/experiment\\.json");

    private final List<JsonNode> verdicts;
    private final List<JsonNode> refused;

    private Ledger(List<JsonNode> verdicts, List<JsonNode> refused) {
        this.verdicts = List.copyOf(verdicts);
        this.refused = List.copyOf(refused);
    }

    public static Ledger of(URI api) {
        var answers = new Answers(api);
        return new Ledger(
                answers.all("/v1/verdicts?standing=true", "verdicts"),
                answers.all("/v1/uploads?state=refused", "uploads"));
    }

    /// Uploaded models and experiments that have neither a verdict nor a refusal.
    public List<String> withoutOutcome(List<String> keys) {
        Set<String> settled = new HashSet<>();
        verdicts.forEach(verdict -> settled.add(verdict.path("subject").asString("")));
        var refusedKeys =
                refused.stream()
                        .map(upload -> upload.path("key").asString(""))
                        .collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> !refusedKeys.contains(key))
                .filter(key ->
                        subject(key).filter(subject -> !settled.contains(subject)).isPresent())
                .toList();
    }

    /// What a verdict on this upload is about.
    private static Optional<String> subject(String key) {
        var model = MODEL.matcher(key);
        var experiment = EXPERIMENT.matcher(key);
        return model.matches()
                ? Optional.of("model:" + model.group(1) + "@" + model.group(2))
                : experiment.matches()
                        ? Optional.of("experiment:" + experiment.group(1))
                        : Optional.empty();
    }

    public void print(PrintStream out) {
        out.printf("%nVerdicts (%d)%n", verdicts.size());
        verdicts.stream()
                .sorted(Comparator.comparing((JsonNode v) -> v.path("subject").asString("")))
                .forEach(verdict -> print(verdict, out));
        if (!refused.isEmpty()) {
            out.printf("%nRefused uploads (%d)%n", refused.size());
            refused.forEach(upload -> refusal(upload, out));
        }
    }

    private static void print(JsonNode verdict, PrintStream out) {
        out.printf(
                "%n  %-10s %s against %s%s%n",
                verdict.path("outcome").asString(""),
                verdict.path("subject").asString(""),
                verdict.path("against")
                        .asString(
                                verdict.path("variants")
                                        .path(0)
                                        .path("name")
                                        .asString("no champion")),
                verdict.has("on")
                        ? verdict.path("on")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(", ", " on ", ""))
                        : "");
        out.printf("             %s%n", verdict.path("summary").asString(""));
        if (verdict.has("promotion")) {
            out.printf("             %s%n", verdict.path("promotion").asString(""));
        }
        verdict.path("criteria").forEach(criterion -> criterion(criterion, out));
    }

    private static void criterion(JsonNode criterion, PrintStream out) {
        out.printf(
                "             %-14s %-14s %-14s %-14s %s%n",
                criterion.path("outcome").asString(""),
                criterion.path("id").asString(""),
                criterion.path("metric").asString("-"),
                criterion.path("rule").asString(""),
                interval(criterion));
        var reason = criterion.path("reason").asString("");
        if (!reason.isEmpty()) {
            out.printf("             %-14s %s%n", "", reason);
        }
    }

    private static String interval(JsonNode criterion) {
        var estimate = criterion.path("estimate");
        var interval = criterion.path("interval");
        if (!estimate.isNumber()) {
            return "";
        }
        var point = "%.6g".formatted(estimate.asDouble());
        return interval.size() == 2
                ? "%s [%.6g, %.6g]"
                        .formatted(point, interval.get(0).asDouble(), interval.get(1).asDouble())
                : point;
    }

    private static void refusal(JsonNode upload, PrintStream out) {
        out.printf("  %s%n", upload.path("key").asString(""));
        for (var fault : upload.path("faults")) {
            out.printf("             %s%s%n", place(fault), fault.path("reason").asString(""));
        }
    }

    private static String place(JsonNode fault) {
        if (fault.has("pointer")) {
            return fault.path("pointer").asString("") + ": ";
        }
        return fault.has("row")
                ? "row %s, column %s: "
                        .formatted(
                                fault.path("row").asString(""), fault.path("column").asString("?"))
                : "";
    }
}
