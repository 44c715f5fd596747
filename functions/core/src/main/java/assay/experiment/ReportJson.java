package assay.experiment;

import assay.experiment.DailyEffects.Arrivals;
import assay.experiment.Report.VariantFinding;
import assay.gate.VerdictJson;
import assay.json.Json;
import assay.metrics.Direction;
import assay.statistics.Interval;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A report as it is recorded and shown, in the fields of the gate's verdicts. An end of an
/// interval that is infinite is `null`.
public final class ReportJson {

    private ReportJson() {}

    /// The whole report.
    public static ObjectNode of(Experiment experiment, Report report) {
        ObjectNode json = Json.object();
        json.put("experiment", experiment.reference().toString());
        json.put("at", report.at().toString());
        json.put("outcome", report.outcome().name());
        report.winner().ifPresent(w -> json.put("winner", w));
        json.put("summary", report.summary());
        json.put("method", experiment.inference().word());
        json.put("alpha", experiment.alpha());
        json.set("units", units(experiment, report));
        json.set("leftOut", Json.tree(report.left()));
        ArrayNode looks = json.putArray("looks");
        report.looks().forEach(looks::add);
        json.set("exposures", arrivals(experiment, report));
        json.set("criteria", criteria(experiment, report));
        return json;
    }

    /// What was found, one criterion for each metric and treatment.
    public static ArrayNode criteria(Experiment experiment, Report report) {
        ArrayNode criteria = Json.array();
        for (VariantFinding finding : report.findings()) {
            String id = finding.finding().criterion().id();
            ObjectNode criterion = of(finding);
            experiment.metrics().stream()
                    .filter(m -> m.id().equals(id))
                    .findFirst()
                    .ifPresent(m ->
                            criterion.put(
                                    "direction",
                                    m.direction() == Direction.HIGHER_IS_BETTER
                                            ? "increase"
                                            : "decrease"));
            criteria.add(criterion);
        }
        return criteria;
    }

    private static ArrayNode arrivals(Experiment experiment, Report report) {
        ArrayNode days = Json.array();
        for (Arrivals day : report.arrivals()) {
            ObjectNode one = days.addObject();
            one.put("day", day.day().toString());
            ObjectNode counts = one.putObject("byVariant");
            for (int i = 0; i < experiment.variants().size(); i++) {
                counts.put(experiment.variants().get(i).name(), day.counts().get(i));
            }
        }
        return days;
    }

    private static ObjectNode units(Experiment experiment, Report report) {
        ObjectNode json = Json.object();
        ObjectNode counts = json.putObject("byVariant");
        for (int i = 0; i < experiment.variants().size(); i++) {
            counts.put(experiment.variants().get(i).name(), report.split().counts().get(i));
        }
        json.put("pValueOfSplit", report.split().pValue());
        report.split().cause().ifPresent(c -> json.put("cause", c));
        return json;
    }

    private static ObjectNode of(VariantFinding finding) {
        ObjectNode json = Json.object();
        json.put("variant", finding.variant());
        json.setAll(VerdictJson.of(finding.finding()));
        finding.relative()
                .ifPresent(r -> {
                    ObjectNode relative = json.putObject("relative");
                    relative.put("estimate", r.estimate());
                    relative.set("interval", of(r.interval()));
                });
        json.put("adjusted", finding.adjusted());
        finding.daysNeeded().ifPresent(d -> json.put("daysNeeded", d));
        finding.detectable().ifPresent(d -> json.put("detectable", d));
        finding.power()
                .ifPresent(p -> {
                    ObjectNode power = json.putObject("power");
                    power.put("effect", p.effect());
                    power.put("now", p.now());
                    power.put("unitsNeeded", p.unitsNeeded());
                    p.daysNeeded().ifPresent(d -> power.put("daysNeeded", d));
                });
        if (!finding.days().isEmpty()) {
            ArrayNode days = json.putArray("byDay");
            for (DailyEffects.Day day : finding.days()) {
                ObjectNode one = days.addObject();
                one.put("day", day.day().toString());
                one.put("estimate", day.effect());
                one.set("interval", of(day.interval()));
            }
        }
        finding.trend()
                .ifPresent(t -> {
                    ObjectNode trend = json.putObject("trend");
                    trend.put("perDay", t.perDay());
                    trend.set("interval", of(t.interval()));
                    trend.put("changes", finding.changes());
                });
        return json;
    }

    private static ArrayNode of(Interval interval) {
        ArrayNode ends = Json.array();
        for (double end : new double[] {interval.lower(), interval.upper()}) {
            if (Double.isInfinite(end)) {
                ends.addNull();
            } else {
                ends.add(end);
            }
        }
        return ends;
    }
}
