package assay.handler;

import assay.aws.Program;
import assay.experiment.Experiment;
import assay.experiment.Report;
import assay.experiment.ReportJson;
import assay.gate.Gate.Promotion;
import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.ledger.Digests;
import assay.ledger.Experiments;
import assay.ledger.GateRevision;
import assay.ledger.Ledger;
import assay.ledger.Models;
import assay.ledger.Source;
import assay.ledger.Work;
import assay.lineage.Edge;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.succession.Standings;
import assay.succession.Standings.Appointing;
import assay.succession.Standings.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Records an experiment's verdicts, and moves the champion by them.
///
/// A verdict is recorded when the outcome changes. What was decided stays decided, whatever comes
/// later, unless the logs turn out to be broken.
final class Rulings {

    private final Experiments experiments;
    private final Models models;
    private final Standings standings;
    private final Work work;

    Rulings(Ledger ledger, Work work) {
        this.experiments = new Experiments(ledger);
        this.models = new Models(ledger);
        this.standings = new Standings(ledger);
        this.work = work;
    }

    /// @param definition digest of `experiment.json`
    /// @param files that the report was made of
    void record(Experiment experiment, Report report, String definition, List<Source> files) {
        Optional<Outcome> before =
                experiments.verdicts(experiment.name()).stream()
                        .reduce((earlier, later) -> later)
                        .map(v -> Outcome.valueOf(v.path("outcome").asString()));
        if (!before.map(b -> changes(b, report.outcome())).orElse(true)) {
            return;
        }
        String id =
                Digests.ofLines(
                        List.of(
                                experiment.reference().toString(),
                                definition,
                                logs(files),
                                report.outcome().name()));
        ObjectNode verdict = verdict(id, experiment, report, definition, files);
        if (report.outcome() == Outcome.PROMOTE) {
            served(experiment, report)
                    .ifPresent(
                            version -> verdict.put("champion", move(experiment, report, version)));
        }
        Edge about = new Edge(Reference.verdict(id), Edge.Relation.ABOUT, experiment.reference());
        List<Edge> edges = new ArrayList<>(List.of(about));
        served(experiment, report)
                .ifPresent(version ->
                        edges.add(new Edge(Reference.verdict(id), Edge.Relation.ABOUT, version)));
        models.register(id, experiment.reference(), report.at(), edges, verdict);
    }

    private static boolean changes(Outcome before, Outcome now) {
        return switch (before) {
            case PROMOTE, REJECT -> now == Outcome.INVALID;
            case NEED_DATA, INVALID -> now != before;
        };
    }

    private static ObjectNode verdict(
            String id,
            Experiment experiment,
            Report report,
            String definition,
            List<Source> files) {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("subject", experiment.reference().toString());
        experiment.variants().getFirst().serves().ifPresent(v -> json.put("against", v.toString()));
        served(experiment, report).ifPresent(v -> json.put("promotes", v.toString()));
        json.put("outcome", report.outcome().name());
        json.put("issuedAt", report.at().toString());
        json.put("alpha", experiment.alpha());
        json.put("summary", report.summary());
        ArrayNode criteria = ReportJson.criteria(report);
        json.set("criteria", criteria);
        ObjectNode evidence = json.putObject("evidence");
        evidence.put("experiment", "sha256:" + definition);
        evidence.put("logs", "sha256:" + logs(files));
        evidence.put("program", Program.version());
        JsonNode whole = ReportJson.of(experiment, report);
        ObjectNode statistics = evidence.putObject("statistics");
        for (String field : List.of("units", "leftOut", "looks", "method")) {
            statistics.set(field, whole.path(field));
        }
        return json;
    }

    private static String logs(List<Source> files) {
        return Digests.ofLines(
                files.stream().map(f -> f.sha256() + "  " + f.key()).sorted().toList());
    }

    /// The model version that the winner serves.
    private static Optional<Reference> served(Experiment experiment, Report report) {
        return experiment.variants().stream()
                .filter(v -> report.winner().map(w -> w.equals(v.name())).orElse(false))
                .flatMap(v -> v.serves().stream())
                .filter(version -> version.kind() == Kind.MODEL)
                .findFirst();
    }

    /// Makes the version serve, if its model's gate leaves that to experiments.
    ///
    /// @return one sentence that says what became of it
    private String move(Experiment experiment, Report report, Reference version) {
        List<GateRevision> gates = models.gates(version.name());
        boolean asked =
                !gates.isEmpty()
                        && gates.getLast().gate().promotion() == Promotion.AFTER_EXPERIMENT;
        if (!asked) {
            return "The gate of %s does not promote after experiments; the champion stays."
                    .formatted(version.name());
        }
        Optional<Slot> slot = standings.champion(version.name());
        if (slot.map(s -> s.champion().version().equals(version)).orElse(false)) {
            return version + " serves already.";
        }
        String reason = "%s: %s".formatted(experiment.reference(), report.summary());
        long seen = slot.map(Slot::revision).orElse(0L);
        return switch (standings.appoint(version, reason, report.at(), seen)) {
            case Appointing.Appointed appointed -> {
                work.lookAt(version.name(), "champion " + appointed.slot().revision());
                yield version + " serves from now on.";
            }
            case Appointing.Stale stale ->
                    "The champion of %s moved meanwhile; it stays.".formatted(version.name());
            case Appointing.CannotServe(String because) -> because;
        };
    }
}
