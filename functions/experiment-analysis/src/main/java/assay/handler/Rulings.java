package assay.handler;

import assay.agreement.Sequels;
import assay.experiment.Experiment;
import assay.experiment.Experiment.Variant;
import assay.experiment.Report;
import assay.experiment.ReportJson;
import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.ledger.Digests;
import assay.ledger.Experiments;
import assay.ledger.Ledger;
import assay.ledger.Models;
import assay.ledger.Source;
import assay.ledger.Work;
import assay.lineage.Edge;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.succession.AfterExperiment;
import java.time.Instant;
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
    private final AfterExperiment afterwards;
    private final Sequels sequels;
    private final Work work;
    private final String program;

    /// @param program version of this program
    Rulings(Ledger ledger, Work work, String program) {
        this.experiments = new Experiments(ledger);
        this.models = new Models(ledger);
        this.afterwards = new AfterExperiment(ledger);
        this.sequels = new Sequels(ledger);
        this.work = work;
        this.program = program;
    }

    /// Records a verdict, if the outcome has changed.
    ///
    /// @param definition digest of `experiment.json`
    /// @param files that the report was made of
    void record(Experiment experiment, Report report, String definition, List<Source> files) {
        Optional<JsonNode> before = last(experiment.name());
        if (!before.map(b -> changes(outcome(b), report.outcome())).orElse(true)) {
            return;
        }
        ObjectNode verdict = verdict(experiment, report, definition, files, before, program);
        String id = verdict.path("id").asString();
        afterwards
                .carryOut(verdict, report.at(), work)
                .ifPresent(became -> verdict.put("champion", became));
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge(Reference.verdict(id), Edge.Relation.ABOUT, experiment.reference()));
        served(experiment, report)
                .ifPresent(version ->
                        edges.add(new Edge(Reference.verdict(id), Edge.Relation.ABOUT, version)));
        experiment
                .variants()
                .getFirst()
                .serves()
                .ifPresent(control ->
                        edges.add(new Edge(Reference.verdict(id), Edge.Relation.AGAINST, control)));
        models.register(id, experiment.reference(), report.at(), edges, verdict);
    }

    /// Does what follows from the verdict that stands, and could not be done before: the version
    /// that it promotes may have passed its gate since.
    void follow(String experiment, Instant now) {
        last(experiment)
                .ifPresent(verdict -> {
                    afterwards.carryOut(verdict, now, work);
                    sequels.keep(verdict);
                });
    }

    private Optional<JsonNode> last(String experiment) {
        return experiments.verdicts(experiment).stream().reduce((earlier, later) -> later);
    }

    private static Outcome outcome(JsonNode verdict) {
        return Outcome.valueOf(verdict.path("outcome").asString());
    }

    private static boolean changes(Outcome before, Outcome now) {
        return switch (before) {
            case PROMOTE, REJECT -> now == Outcome.INVALID;
            case NEED_DATA, INVALID -> now != before;
        };
    }

    /// The verdict, but for what became of the champion.
    ///
    /// @param before the verdict before
    static ObjectNode verdict(
            Experiment experiment,
            Report report,
            String definition,
            List<Source> files,
            Optional<JsonNode> before,
            String program) {
        // The same logs may be found broken, mended and broken again: each is a verdict of its own.
        String id =
                Digests.ofLines(
                        List.of(
                                experiment.reference().toString(),
                                definition,
                                logs(files),
                                report.outcome().name(),
                                before.map(b -> b.path("id").asString()).orElse("")));
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("subject", experiment.reference().toString());
        experiment.variants().getFirst().serves().ifPresent(v -> json.put("against", v.toString()));
        served(experiment, report).ifPresent(v -> json.put("promotes", v.toString()));
        ArrayNode variants = json.putArray("variants");
        for (Variant variant : experiment.variants()) {
            ObjectNode one = variants.addObject().put("name", variant.name());
            variant.serves().ifPresent(version -> one.put("serves", version.toString()));
        }
        json.put("outcome", report.outcome().name());
        json.put("issuedAt", report.at().toString());
        json.put("alpha", experiment.alpha());
        json.put("summary", report.summary());
        ArrayNode criteria = ReportJson.criteria(experiment, report);
        json.set("criteria", criteria);
        ObjectNode evidence = json.putObject("evidence");
        evidence.put("experiment", "sha256:" + definition);
        evidence.put("logs", "sha256:" + logs(files));
        evidence.put("program", program);
        JsonNode whole = ReportJson.of(experiment, report);
        ObjectNode statistics = evidence.putObject("statistics");
        for (String field : List.of("units", "leftOut", "looks", "method")) {
            statistics.set(field, whole.path(field));
        }
        return json;
    }

    /// The digest of log files, as the evidence names it.
    static String logs(List<Source> files) {
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
}
