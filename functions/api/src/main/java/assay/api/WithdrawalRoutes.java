package assay.api;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.Work;
import assay.lineage.Reference;
import assay.lineage.Withdrawal;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Taking a dataset version back.
final class WithdrawalRoutes {

    private static final int LONGEST_REASON = 2000;
    private static final int LONGEST_NAME = 200;
    private static final String EXAMPLE =
            "Send {\"reason\": \"one sentence\", \"by\": \"who says so\"}.";

    private final Records records;
    private final Work work;
    private final InstantSource clock;

    WithdrawalRoutes(Records records, Work work, InstantSource clock) {
        this.records = records;
        this.work = work;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/v1/datasets/{dataset}/versions/{version}/withdrawal", this::withdraw));
    }

    /// Says it again where it was said before, and asks for the looks again: the asking may have
    /// been lost.
    private Answer withdraw(Call call) {
        Reference dataset = records.datasetVersion(call).reference();
        Body body = Body.of(call.request(), EXAMPLE, Set.of("reason", "by"));
        Withdrawal withdrawal =
                records.datasets.withdraw(
                        new Withdrawal(
                                dataset,
                                clock.instant(),
                                body.text("by", LONGEST_NAME),
                                body.text("reason", LONGEST_REASON)));
        String cause = "withdrawal of " + dataset + " " + clock.instant();
        records.datasets.concerned(dataset).forEach(model -> work.lookAt(model, cause));
        ObjectNode json = Touched.by(dataset, records);
        json.set("withdrawal", json(withdrawal));
        return Answer.Found.in(Shapes.json(json));
    }

    static ObjectNode json(Withdrawal withdrawal) {
        ObjectNode json = Json.object();
        json.put("at", withdrawal.at().toString());
        json.put("by", withdrawal.by());
        json.put("reason", withdrawal.reason());
        return json;
    }
}
