package assay.evaluation;

import assay.json.Json;
import assay.metrics.Metric;
import assay.metrics.Setting;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An evaluation as it is recorded and shown: each metric of the task with its 95 % interval, or
/// the reason why there is none.
final class EvaluationJson {

    private static final double CONFIDENCE = 0.95;

    private EvaluationJson() {}

    static JsonNode of(Answers answers, long seed) {
        Setting setting = Setting.seeded(seed).withMissing(answers.missing());
        ArrayNode metrics = Json.array();
        for (Metric metric : Metric.of(answers.predictions().task())) {
            ObjectNode json = metrics.addObject();
            json.put("metric", metric.name());
            switch (metric.measure(answers.predictions(), setting, CONFIDENCE)) {
                case Inferred inferred -> {
                    json.put("value", inferred.estimate());
                    json.putArray("interval")
                            .add(inferred.interval().lower())
                            .add(inferred.interval().upper());
                    json.put("confidence", CONFIDENCE);
                }
                case CannotSay cannot -> json.put("reason", cannot.because());
            }
        }
        return metrics;
    }
}
