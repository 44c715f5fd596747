package assay.gate;

import assay.gate.Budget.Turn;
import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.Measure;
import assay.gate.Criterion.PermittedUse;
import assay.gate.Criterion.Relative;
import assay.gate.Criterion.Signed;
import assay.gate.Finding.Measured;
import assay.gate.Finding.Slice;
import assay.gate.Gate.ErrorControl;
import assay.json.Json;
import assay.lineage.Grounds;
import assay.lineage.Reference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A verdict as it is recorded and shown. An end of an interval that is infinite is `null`.
public final class VerdictJson {

    private VerdictJson() {}

    /// The whole verdict.
    public static ObjectNode of(Verdict verdict) {
        ObjectNode json = Json.object();
        json.put("id", verdict.id());
        json.put("subject", verdict.subject().toString());
        verdict.against().ifPresent(a -> json.put("against", a.toString()));
        ArrayNode on = json.putArray("on");
        verdict.on().stream().map(Reference::toString).forEach(on::add);
        json.put("outcome", verdict.outcome().name());
        json.put("issuedAt", verdict.issuedAt().toString());
        json.put("alpha", verdict.alpha());
        json.put("summary", verdict.summary());
        ArrayNode criteria = json.putArray("criteria");
        verdict.findings().forEach(f -> criteria.add(of(f)));
        List<AcrossDatasets> across =
                verdict.alpha() > 0
                        ? AcrossDatasets.of(verdict.findings(), verdict.alpha())
                        : List.of();
        if (!across.isEmpty()) {
            ArrayNode array = json.putArray("acrossDatasets");
            across.forEach(a -> array.add(of(a, verdict.alpha())));
        }
        json.set("evidence", evidence(verdict));
        return json;
    }

    /// One of its findings.
    public static ObjectNode of(Finding finding) {
        Criterion criterion = finding.criterion();
        ObjectNode json = Json.object();
        json.put("id", criterion.id());
        json.put("stakeholder", criterion.stakeholder());
        measure(criterion).ifPresent(m -> json.put("metric", m.metric()));
        json.put("rule", criterion.rule());
        finding.on().ifPresent(d -> json.put("on", d.toString()));
        json.put("outcome", finding.outcome().name());
        finding.measured().ifPresent(m -> put(m, criterion, json));
        measure(criterion).flatMap(Measure::currency).ifPresent(c -> json.put("currency", c));
        json.put("reason", finding.reason());
        if (!finding.slices().isEmpty()) {
            ArrayNode slices = json.putArray("slices");
            finding.slices().forEach(s -> slices.add(of(s, criterion)));
        }
        return json;
    }

    private static ObjectNode of(AcrossDatasets across, double alpha) {
        ObjectNode json = Json.object();
        json.put("id", across.criterion().id());
        measure(across.criterion()).ifPresent(m -> json.put("metric", m.metric()));
        json.put("datasets", across.datasets());
        json.put("above", across.above()).put("below", across.below());
        json.put("test", "wilcoxon");
        switch (across.inference()) {
            case Inferred inferred -> {
                json.put("estimate", inferred.estimate());
                ArrayNode interval = json.putArray("interval");
                end(interval, inferred.interval(), true);
                end(interval, inferred.interval(), false);
                json.put("confidence", 1 - alpha);
                json.put("pValue", inferred.pValue());
                json.put("statistic", inferred.statistic());
            }
            case CannotSay cannot -> json.put("reason", Reasons.sentence(cannot.because()));
        }
        return json;
    }

    private static ObjectNode of(Slice slice, Criterion criterion) {
        ObjectNode json = Json.object();
        json.put("slice", slice.name());
        json.put("outcome", slice.outcome().name());
        slice.measured().ifPresent(m -> put(m, criterion, json));
        json.put("reason", slice.reason());
        return json;
    }

    private static void put(Measured m, Criterion criterion, ObjectNode json) {
        m.test().ifPresent(t -> json.put("test", t));
        json.put("estimate", m.estimate());
        ArrayNode interval = json.putArray("interval");
        end(interval, m.interval(), true);
        end(interval, m.interval(), false);
        json.put("confidence", m.confidence());
        m.pValue().ifPresent(p -> json.put("pValue", p));
        json.put(criterion instanceof Absolute ? "value" : "margin", m.bound());
        m.champion().ifPresent(v -> json.put("champion", v));
        m.challenger().ifPresent(v -> json.put("challenger", v));
        json.put("rows", m.rows());
        m.rowsNeeded().ifPresent(n -> json.put("rowsNeeded", n));
    }

    private static void end(ArrayNode interval, Interval of, boolean lower) {
        double end = lower ? of.lower() : of.upper();
        if (Double.isInfinite(end)) {
            interval.addNull();
        } else {
            interval.add(end);
        }
    }

    private static Optional<Measure> measure(Criterion criterion) {
        return switch (criterion) {
            case Relative relative -> Optional.of(relative.measure());
            case Absolute absolute -> Optional.of(absolute.measure());
            case PermittedUse use -> Optional.empty();
            case Signed signed -> Optional.empty();
        };
    }

    private static ObjectNode evidence(Verdict verdict) {
        Verdict.Evidence evidence = verdict.evidence();
        ObjectNode json = Json.object();
        json.put("model", "sha256:" + evidence.model());
        evidence.against().ifPresent(a -> json.put("against", "sha256:" + a));
        json.set("datasets", digests(evidence.datasets()));
        json.set("predictions", digests(evidence.predictions()));
        json.put("gate", "sha256:" + evidence.gate());
        json.put("program", evidence.program());
        json.put("seed", evidence.seed());
        json.set("permission", permission(evidence.grounds()));
        if (!evidence.turns().isEmpty()) {
            json.set("budget", budget(evidence));
        }
        ObjectNode statistics = json.putObject("statistics");
        for (Finding finding : verdict.findings()) {
            if (finding.slices().isEmpty()) {
                finding.measured().ifPresent(m -> put(m, name(finding), statistics));
            }
            for (Slice slice : finding.slices()) {
                slice.measured()
                        .ifPresent(
                                m -> put(m, name(finding) + " where " + slice.name(), statistics));
            }
        }
        return json;
    }

    /// What an outcome was decided from: the test's statistic and, of a mean, the number of rows,
    /// their mean and the sum of squared distances from it.
    private static void put(Measured m, String name, ObjectNode statistics) {
        if (m.statistic().isEmpty()) {
            return;
        }
        ObjectNode json = statistics.putObject(name);
        json.put("statistic", m.statistic().getAsDouble());
        json.put("rows", m.rows());
        m.moments().ifPresent(moments -> json.put("mean", moments.mean()).put("m2", moments.m2()));
    }

    private static ObjectNode permission(Grounds grounds) {
        ObjectNode json = Json.object();
        json.put("at", grounds.at().toString());
        ObjectNode read = json.putObject("read");
        grounds.read().forEach((of, digest) -> read.put(of.toString(), "sha256:" + digest));
        if (!grounds.withdrawn().isEmpty()) {
            ArrayNode withdrawn = json.putArray("withdrawn");
            grounds.withdrawn().forEach(of -> withdrawn.add(of.toString()));
        }
        if (!grounds.personal().isEmpty()) {
            ObjectNode personal = json.putObject("personalData");
            grounds.personal()
                    .forEach((of, columns) -> {
                        ArrayNode names = personal.putArray(of.toString());
                        columns.forEach(names::add);
                    });
        }
        return json;
    }

    /// The grounds that a recorded verdict names.
    public static Grounds grounds(JsonNode verdict) {
        JsonNode permission = verdict.at("/evidence/permission");
        Map<Reference, String> read = new TreeMap<>();
        permission
                .path("read")
                .properties()
                .forEach(e ->
                        read.put(
                                Reference.parse(e.getKey()),
                                e.getValue().asString().replaceFirst("^sha256:", "")));
        Set<Reference> withdrawn = new TreeSet<>();
        permission.path("withdrawn").forEach(w -> withdrawn.add(Reference.parse(w.asString())));
        return new Grounds(
                Instant.parse(permission.path("at").asString()), read, withdrawn, Map.of());
    }

    private static ObjectNode budget(Verdict.Evidence evidence) {
        ObjectNode json = Json.object();
        new TreeMap<>(evidence.turns())
                .forEach((testSet, turn) -> json.set(testSet.toString(), of(turn)));
        return json;
    }

    private static ObjectNode of(Turn turn) {
        ObjectNode json = Json.object();
        return switch (turn) {
            case Turn.Place(ErrorControl control, long place, double level, double left) ->
                    json.put("method", control.method().word())
                            .put("wealth", control.wealth())
                            .put("place", place)
                            .put("level", level)
                            .put("left", left);
            case Turn.Exhausted(ErrorControl control, long asked) ->
                    json.put("method", control.method().word())
                            .put("wealth", control.wealth())
                            .put("asked", asked)
                            .put("left", 0);
        };
    }

    private static String name(Finding finding) {
        return finding.criterion().id() + finding.on().map(d -> " on " + d).orElse("");
    }

    private static ObjectNode digests(Map<String, String> digests) {
        ObjectNode json = Json.object();
        new TreeMap<>(digests).forEach((of, digest) -> json.put(of, "sha256:" + digest));
        return json;
    }
}
