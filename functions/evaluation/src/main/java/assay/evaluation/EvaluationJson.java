package assay.evaluation;

import assay.json.Json;
import assay.metrics.Metric;
import assay.metrics.Setting;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import java.util.List;
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
        List<Metric> all = Metric.of(answers.predictions().task());
        // The last first: the details, made meanwhile, begin with the order of the scores, which
        // the first metrics would wait for.
        List<Inference> measured =
                all.reversed().stream()
                        .map(m -> m.measure(answers.predictions(), setting, CONFIDENCE))
                        .toList()
                        .reversed();
        ArrayNode metrics = Json.array();
        for (int i = 0; i < all.size(); i++) {
            ObjectNode json = metrics.addObject();
            json.put("metric", all.get(i).name());
            switch (measured.get(i)) {
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
