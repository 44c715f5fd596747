package assay.evaluation;

import static assay.evaluation.DetailJson.CONFIDENCE;

import assay.gate.Criterion;
import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.Measure;
import assay.gate.Criterion.PermittedUse;
import assay.gate.Criterion.Relative;
import assay.gate.Criterion.Signed;
import assay.gate.Gate;
import assay.gate.Slices;
import assay.gate.Slices.Division;
import assay.gate.Trial;
import assay.gate.Trial.Duel;
import assay.gate.Trial.SliceColumn;
import assay.json.Json;
import assay.metrics.BinaryPredictions;
import assay.metrics.CostMatrix;
import assay.metrics.DecisionCosts;
import assay.metrics.Direction;
import assay.metrics.Disagreement;
import assay.metrics.Metric;
import assay.metrics.Predictions;
import assay.metrics.Setting;
import assay.metrics.SliceReport;
import assay.metrics.SliceReport.Quantity;
import assay.metrics.Task;
import assay.metrics.WorstExamples;
import assay.statistics.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a hearing saw on one dataset, from near: what decisions cost by the gate's matrix, where
/// challenger and champion disagree, and on which rows the challenger is the worse.
final class ComparisonDetail {

    private final Gate gate;
    private final Trial trial;
    private final long seed;
    private final Metric loss;
    private final Setting setting;

    private ComparisonDetail(Gate gate, Trial trial, long seed) {
        this.gate = gate;
        this.trial = trial;
        this.seed = seed;
        Task task = trial.challenger().task();
        Measure primary = gate.primary(task);
        Setting asked = setting(primary);
        this.loss =
                Metric.named(primary.metric(), task)
                        .filter(m -> m.isMean() && m.value(trial.challenger(), asked).isPresent())
                        .orElse(Metric.loss(task));
        this.setting = asked;
    }

    static ObjectNode of(Gate gate, Trial trial, long seed) {
        return new ComparisonDetail(gate, trial, seed).json();
    }

    private Setting setting(Measure measure) {
        return new Setting(measure.costs(), measure.threshold(), seed, trial.missing());
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("dataset", trial.dataset().toString());
        json.put("loss", loss.name());
        json.put("confidence", CONFIDENCE);
        json.set("costs", costs());
        Optional<Duel> duel = trial.duel().filter(d -> d.challenger().rows() > 0);
        if (duel.isPresent()) {
            json.put("rows", duel.get().challenger().rows());
            if (duel.get().challenger().task() == Task.RANKING) {
                json.put("queries", duel.get().challenger().units());
            }
            json.put("identical", duel.get().identical());
            json.set("disagreement", disagreement(duel.get()));
            json.set("slices", slices(duel.get()));
            json.set(
                    "regret",
                    DetailJson.of(
                            WorstExamples.byRegret(
                                    loss,
                                    duel.get().challenger(),
                                    duel.get().champion(),
                                    setting)));
        } else {
            json.set("slices", ofChallenger());
        }
        return json;
    }

    /// A matrix that decisions are paid by.
    private record Tariff(CostMatrix costs, Optional<String> currency, double threshold) {}

    /// For each matrix that the gate names: money per 1,000 decisions, and what the best threshold
    /// would have cost.
    private ArrayNode costs() {
        Map<Tariff, List<String>> tariffs = new LinkedHashMap<>();
        for (Criterion criterion : gate.criteria()) {
            measure(criterion)
                    .filter(m -> m.costs().isPresent())
                    .ifPresent(m ->
                            tariffs.computeIfAbsent(
                                            new Tariff(
                                                    m.costs().get(), m.currency(), m.threshold()),
                                            t -> new ArrayList<>())
                                    .add(criterion.id()));
        }
        ArrayNode json = Json.array();
        Optional<Metric> cost = Metric.named("expected_cost", trial.challenger().task());
        if (cost.isEmpty()) {
            return json;
        }
        tariffs.forEach((tariff, criteria) -> {
            ObjectNode one = json.addObject();
            one.set("criteria", DetailJson.strings(criteria));
            tariff.currency().ifPresent(c -> one.put("currency", c));
            one.put("threshold", tariff.threshold());
            one.set("challenger", perThousand(trial.challenger(), tariff, cost.get()));
            trial.duel()
                    .ifPresent(d ->
                            one.set("champion", perThousand(d.champion(), tariff, cost.get())));
        });
        return json;
    }

    private ObjectNode perThousand(Predictions predictions, Tariff tariff, Metric cost) {
        ObjectNode json = Json.object();
        Setting paid =
                new Setting(Optional.of(tariff.costs()), tariff.threshold(), seed, trial.missing());
        DetailJson.put(json, cost.measure(predictions, paid, CONFIDENCE));
        thousandfold(json);
        if (json.has("value") && predictions instanceof BinaryPredictions binary) {
            DecisionCosts decisions = DecisionCosts.of(binary, tariff.costs(), tariff.threshold());
            ObjectNode best = json.putObject("best");
            decisions.bestThreshold().ifPresent(t -> best.put("threshold", t));
            best.put("value", decisions.atBest());
        }
        return json;
    }

    private static void thousandfold(ObjectNode json) {
        if (json.path("value").isNumber()) {
            json.put("value", 1000 * json.path("value").asDouble());
            ArrayNode interval = Json.array();
            json.path("interval")
                    .forEach(end -> {
                        if (end.isNumber()) {
                            interval.add(1000 * end.asDouble());
                        } else {
                            interval.addNull();
                        }
                    });
            json.set("interval", interval);
        }
    }

    private ObjectNode disagreement(Duel duel) {
        Disagreement all = Disagreement.of(duel.challenger(), duel.champion(), setting, CONFIDENCE);
        return DetailJson.put(Json.object().put("of", all.measure().text()), all.inference());
    }

    /// By every slice column, and by the divisions that the gate asks for.
    private Set<List<String>> divisions(Set<String> columns) {
        Set<List<String>> divisions = new LinkedHashSet<>();
        new TreeSet<>(columns).forEach(c -> divisions.add(List.of(c)));
        for (Criterion criterion : gate.criteria()) {
            measure(criterion).stream()
                    .flatMap(m -> m.by().stream())
                    .filter(columns::containsAll)
                    .forEach(divisions::add);
        }
        return divisions;
    }

    /// Where challenger and champion disagree, and who is the better there.
    private ArrayNode slices(Duel duel) {
        Disagreement.Measure disagreement = Disagreement.measure(duel.challenger().task());
        List<Quantity> quantities =
                List.of(
                        new Quantity(loss.name(), loss.direction()),
                        new Quantity(loss.name() + " difference", loss.direction()),
                        new Quantity(
                                "disagreement in " + disagreement.text(),
                                Direction.LOWER_IS_BETTER));
        return slices(
                duel.slices(),
                quantities,
                (rows, each) -> {
                    Predictions challenger = duel.challenger().at(rows);
                    Predictions champion = duel.champion().at(rows);
                    return List.of(
                            loss.measure(challenger, setting, each),
                            loss.compare(
                                    challenger,
                                    champion,
                                    loss.defaultTest(rows.length),
                                    setting,
                                    Question.twoSided(each)),
                            Disagreement.of(challenger, champion, setting, each).inference());
                });
    }

    private ArrayNode ofChallenger() {
        return slices(
                trial.slices(),
                List.of(new Quantity(loss.name(), loss.direction())),
                (rows, each) -> List.of(loss.measure(trial.challenger().at(rows), setting, each)));
    }

    private ArrayNode slices(
            Map<String, SliceColumn> columns,
            List<Quantity> quantities,
            SliceReport.OfRows measure) {
        ArrayNode json = Json.array();
        for (List<String> by : divisions(columns.keySet())) {
            switch (Slices.divide(by, columns)) {
                case Division.TooMany(String because) ->
                        json.addObject().put("reason", because).set("by", DetailJson.strings(by));
                case Division.Divided(SliceColumn column) ->
                        SliceReport.of(
                                        String.join(", ", by),
                                        column.codes(),
                                        column.values(),
                                        CONFIDENCE,
                                        quantities,
                                        measure)
                                .forEach(r -> json.add(DetailJson.of(r, by)));
            }
        }
        return json;
    }

    private static Optional<Measure> measure(Criterion criterion) {
        return switch (criterion) {
            case Relative relative -> Optional.of(relative.measure());
            case Absolute absolute -> Optional.of(absolute.measure());
            case PermittedUse use -> Optional.empty();
            case Signed signed -> Optional.empty();
        };
    }
}
