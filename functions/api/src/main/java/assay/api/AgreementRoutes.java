package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.page;

import assay.agreement.Agreement;
import assay.agreement.Agreement.Point;
import assay.agreement.Sequel;
import assay.agreement.Sequel.Effect;
import assay.http.Answer;
import assay.http.Call;
import assay.http.Route;
import assay.json.Json;
import assay.pages.AgreementPages;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.association.KendallTau;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which offline metric foretells which online metric.
final class AgreementRoutes {

    private static final double CONFIDENCE = 0.95;

    private final Records records;

    AgreementRoutes(Records records) {
        this.records = records;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/models/{model}/agreement", this::agreement));
    }

    private Answer agreement(Call call) {
        String model = records.model(call);
        List<Sequel> sequels = records.sequels.of(model);
        ObjectNode json = Json.object();
        json.put("model", model);
        json.put("experiments", sequels.size());
        json.put("fewest", KendallTau.FEWEST);
        json.put("confidence", CONFIDENCE);
        ArrayNode agreements = json.putArray("agreements");
        Agreement.of(sequels, CONFIDENCE).forEach(a -> agreements.add(of(a)));
        return Answer.Found.in(
                json(json), page(call, site -> AgreementPages.agreement(site, json)));
    }

    private static ObjectNode of(Agreement agreement) {
        ObjectNode json = Json.object();
        json.put("offline", agreement.offline());
        json.put("online", agreement.online());
        json.put("outcome", agreement.outcome().name());
        agreement.tau().ifPresent(tau -> json.put("tau", tau));
        switch (agreement.answer()) {
            case Inferred seen -> {
                json.putArray("interval").add(seen.interval().lower()).add(seen.interval().upper());
                json.put("pValue", seen.pValue());
                json.put("reason", reason(agreement));
            }
            case CannotSay(var reason, String because) ->
                    json.put("reason", "Cannot be said yet: " + because + ".");
        }
        ArrayNode points = json.putArray("points");
        agreement.points().forEach(p -> points.add(of(p)));
        return json;
    }

    private static String reason(Agreement agreement) {
        return switch (agreement.outcome()) {
            case PASS ->
                    "Versions that gained more in %s gained more in %s."
                            .formatted(agreement.offline(), agreement.online());
            case FAIL ->
                    "Versions that gained more in %s gained less in %s."
                            .formatted(agreement.offline(), agreement.online());
            case UNDECIDED, NOT_APPLICABLE, INVALID ->
                    "The interval holds 0: they may have nothing to do with each other.";
        };
    }

    private static ObjectNode of(Point point) {
        Sequel sequel = point.sequel();
        ObjectNode json = Json.object();
        json.put("experiment", sequel.experiment().toString());
        json.put("outcome", sequel.outcome());
        json.put("decidedAt", sequel.decidedAt().toString());
        json.put("challenger", sequel.challenger().toString());
        json.put("champion", sequel.champion().toString());
        json.put("verdict", sequel.verdict());
        json.put("hearing", sequel.hearing());
        json.set("foretold", of(point.foretold()));
        json.set("found", of(point.found()));
        return json;
    }

    private static ObjectNode of(Effect gain) {
        ObjectNode json = Json.object();
        json.put("gain", gain.estimate());
        ArrayNode interval = json.putArray("interval");
        for (double end : new double[] {gain.lower(), gain.upper()}) {
            if (Double.isInfinite(end)) {
                interval.addNull();
            } else {
                interval.add(end);
            }
        }
        return json;
    }
}
