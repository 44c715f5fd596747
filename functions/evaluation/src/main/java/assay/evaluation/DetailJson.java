package assay.evaluation;

import assay.json.Json;
import assay.metrics.Curve;
import assay.metrics.Histogram;
import assay.metrics.SliceReport;
import assay.metrics.WorstExamples;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The parts that details of evaluations and of comparisons are made of. What is infinite is
/// `null`.
final class DetailJson {

    /// Of every interval; of a report's intervals together.
    static final double CONFIDENCE = 0.95;

    private DetailJson() {}

    /// A value with its interval, or the reason why there is none.
    static ObjectNode put(ObjectNode json, Inference inference) {
        switch (inference) {
            case Inferred inferred -> {
                json.put("value", inferred.estimate());
                ArrayNode interval = json.putArray("interval");
                add(interval, inferred.interval().lower());
                add(interval, inferred.interval().upper());
            }
            case CannotSay cannot -> json.put("reason", cannot.because());
        }
        return json;
    }

    static ObjectNode of(SliceReport report, List<String> by) {
        ObjectNode json = Json.object();
        json.put("metric", report.metric());
        json.set("by", strings(by));
        json.put("confidence", report.confidence());
        report.worst().ifPresent(w -> json.put("worst", w));
        ArrayNode slices = json.putArray("slices");
        for (SliceReport.Slice slice : report.slices()) {
            put(
                    slices.addObject().put("slice", slice.value()).put("rows", slice.rows()),
                    slice.metric());
        }
        return json;
    }

    static ObjectNode of(WorstExamples worst) {
        ObjectNode json = Json.object();
        json.put("metric", worst.metric());
        ArrayNode examples = json.putArray("examples");
        worst.examples()
                .forEach(e -> examples.addObject().put("id", e.id()).put("value", e.value()));
        return json;
    }

    static ObjectNode of(Histogram histogram) {
        ObjectNode json = Json.object();
        json.put("lower", histogram.lower());
        json.put("width", histogram.width());
        ArrayNode weights = json.putArray("weights");
        histogram.weights().forEach(weights::add);
        return json;
    }

    /// Points are `[x, y, threshold]`.
    static ObjectNode of(Curve curve) {
        ObjectNode json = Json.object();
        json.put("area", curve.area());
        ArrayNode points = json.putArray("points");
        for (Curve.Point point : curve.points()) {
            ArrayNode one = points.addArray().add(point.x()).add(point.y());
            add(one, point.threshold());
        }
        return json;
    }

    static ArrayNode strings(List<String> texts) {
        ArrayNode json = Json.array();
        texts.forEach(json::add);
        return json;
    }

    private static void add(ArrayNode numbers, double number) {
        if (Double.isInfinite(number)) {
            numbers.addNull();
        } else {
            numbers.add(number);
        }
    }
}
