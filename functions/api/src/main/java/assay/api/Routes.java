package assay.api;

import assay.http.Route;
import assay.ledger.Ledger;
import assay.ledger.Seal;
import assay.ledger.Work;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Every route of the API.
public final class Routes {

    private Routes() {}

    /// @param seal of where a walk through the graph goes on
    /// @param clock when something is done by hand, or a permission is asked after
    public static List<Route> of(Ledger ledger, Seal seal, Work work, InstantSource clock) {
        Records records = new Records(ledger);
        VerdictRoutes verdicts = new VerdictRoutes(records);
        return Stream.of(
                        new ModelRoutes(records, clock).routes(),
                        new EvaluationRoutes(records).routes(),
                        new GateRoutes(records).routes(),
                        new ChampionRoutes(records, work, clock).routes(),
                        verdicts.routes(),
                        new ExperimentRoutes(records, verdicts).routes(),
                        new AgreementRoutes(records).routes(),
                        new DatasetRoutes(records).routes(),
                        new WithdrawalRoutes(records, work, clock).routes(),
                        new LineageRoutes(records, seal).routes(),
                        new UploadRoutes(records).routes(),
                        new ContractRoutes().routes())
                .flatMap(List::stream)
                .toList();
    }
}
