package assay.handler;

import assay.agreement.Sequels;
import assay.experiment.Analysis;
import assay.experiment.Experiment;
import assay.experiment.Report;
import assay.experiment.ReportJson;
import assay.experiment.Sample;
import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.ledger.Experiments;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.Source;
import assay.lineage.Edge;
import assay.lineage.Reference;
import assay.manifest.Manifests;
import assay.manifest.ModelManifest;
import assay.testing.SimulatedUnits;
import assay.testing.UnitState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ledger of an office where `spam@v2` was tried on simulated users against `spam@v1`, and
/// looked at every day for eight days.
final class Trial {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final int DAYS = 8;
    static final Reference SPAM_V2 = Reference.experiment("spam-v2");

    private static final String DEFINITION =
            """
            {"experiment": "spam-v2", "unit": "user", "description": "Who <reads> sorts better.",
             "variants": [{"name": "counts", "share": 0.5, "serves": "model:spam@v1"},
                          {"name": "reads", "share": 0.5, "serves": "model:spam@v2"}],
             "start": "2026-11-01T00:00:00Z", "minimumDays": 7,
             "inference": {"method": "always-valid", "tunedFor": 4000},
             "metrics": [
               {"id": "right", "stakeholder": "product", "kind": "proportion", "event": "purchase", "role": "success",
                "covariate": "before", "minimumEffect": 0.05},
               {"id": "slow", "stakeholder": "sre", "kind": "quantile", "quantile": 0.9, "event": "view",
                "role": "guardrail", "direction": "decrease", "margin": 30}],
             "dimensions": ["country"]}
            """;

    private Trial() {}

    static void record(Ledger ledger) {
        Experiments experiments = new Experiments(ledger);
        Experiment experiment = Manifests.experiment(Json.tree(DEFINITION));
        version(ledger, "v1");
        version(ledger, "v2");
        experiments.define(
                "spam-v2",
                List.of(serves(SPAM_V2, "v1"), serves(SPAM_V2, "v2")),
                Json.tree(DEFINITION));
        List<UnitState> units = new SimulatedUnits(1, 4000, DAYS, 0.5, 0.3, 0.15).from(START);
        Optional<Outcome> before = Optional.empty();
        for (int day = 1; day <= DAYS; day++) {
            Instant now = START.plus(day, ChronoUnit.DAYS);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
            List<UnitState> seen =
                    units.stream()
                            .filter(u -> u.exposure().orElseThrow().micros() < micros)
                            .toList();
            Report report =
                    Analysis.of(
                            experiment,
                            Sample.of(experiment, UnitState.parts(experiment, seen), now),
                            now,
                            List.of());
            experiments.append("spam-v2", now, ReportJson.of(experiment, report));
            if (!before.equals(Optional.of(report.outcome()))) {
                verdict(ledger, experiment, report);
            }
            before = Optional.of(report.outcome());
        }
    }

    static String id(Outcome outcome) {
        return "experiment-" + outcome.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void verdict(Ledger ledger, Experiment experiment, Report report) {
        ObjectNode json =
                verdict("spam-v2", id(report.outcome()), "v2", report.outcome(), report.at());
        json.put("summary", report.summary());
        json.set("criteria", ReportJson.criteria(experiment, report));
        register(ledger, SPAM_V2, "v2", json);
    }

    private static ObjectNode verdict(
            String experiment, String id, String version, Outcome outcome, Instant at) {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("subject", "experiment:" + experiment);
        json.put("against", "model:spam@v1");
        json.put("outcome", outcome.name());
        if (outcome == Outcome.PROMOTE) {
            json.put("promotes", "model:spam@" + version);
        }
        ArrayNode variants = json.putArray("variants");
        variants.addObject().put("name", "counts").put("serves", "model:spam@v1");
        variants.addObject().put("name", "reads").put("serves", "model:spam@" + version);
        json.put("issuedAt", at.toString());
        json.put("alpha", 0.05);
        json.put("summary", "It is so.");
        json.putObject("evidence").put("logs", "sha256:0");
        return json;
    }

    private static void register(Ledger ledger, Reference of, String version, ObjectNode verdict) {
        String id = verdict.path("id").asString();
        new Models(ledger)
                .register(
                        id,
                        of,
                        Instant.parse(verdict.path("issuedAt").asString()),
                        List.of(
                                new Edge(Reference.verdict(id), Edge.Relation.ABOUT, of),
                                new Edge(
                                        Reference.verdict(id),
                                        Edge.Relation.ABOUT,
                                        Reference.model("spam", version))),
                        verdict);
    }

    /// Experiments whose gains follow what the gate foretold, with some noise, each of a version of
    /// its own.
    static void followed(Ledger ledger, int experiments) {
        version(ledger, "v1");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < experiments; i++) {
            String version = "w" + i;
            version(ledger, version);
            double foretold = (i - experiments / 2.0) / 10;
            hearing(ledger, version, -foretold);
            String name = "follow-" + i;
            Outcome outcome = foretold > 0 ? Outcome.PROMOTE : Outcome.REJECT;
            ObjectNode verdict =
                    verdict(name, name, version, outcome, START.plus(i, ChronoUnit.DAYS));
            double found = foretold / 2 + 0.05 * random.nextGaussian();
            verdict.set(
                    "criteria",
                    Json.tree(
                            """
                            [{"variant": "reads", "id": "right", "stakeholder": "product", "metric": "right", "rule": "superior",
                              "direction": "increase", "margin": 0, "outcome": "PASS", "reason": "so",
                              "estimate": %s, "interval": [%s, %s]}]
                            """
                                    .formatted(found, found - 0.1, found + 0.1)));
            register(ledger, Reference.experiment(name), version, verdict);
            new Sequels(ledger).keep(verdict);
        }
    }

    /// What the gate said of the log loss.
    static void hearing(Ledger ledger, String version, double estimate) {
        JsonNode hearing =
                Json.tree(
                        """
                        {"id": "hearing-%1$s", "subject": "model:spam@%1$s", "against": "model:spam@v1", "on": ["dataset:mail@1"],
                         "outcome": "PROMOTE", "issuedAt": "2026-10-01T00:00:00Z", "alpha": 0.05, "summary": "Better.",
                         "criteria": [{"id": "better", "stakeholder": "ml", "metric": "log_loss", "rule": "superior",
                           "on": "dataset:mail@1", "outcome": "PASS", "margin": 0, "reason": "so", "estimate": %2$s,
                           "interval": [%3$s, %4$s]}], "evidence": {}}
                        """
                                .formatted(version, estimate, estimate - 0.05, estimate + 0.05));
        new Models(ledger)
                .register(
                        "hearing-" + version,
                        Reference.model("spam", version),
                        START,
                        List.of(),
                        hearing);
    }

    private static Edge serves(Reference experiment, String version) {
        return new Edge(experiment, Edge.Relation.SERVES, Reference.model("spam", version));
    }

    private static void version(Ledger ledger, String version) {
        ModelManifest manifest =
                Json.read(
                        """
                        {"model": "spam", "version": "%s", "task": "binary"}
                        """
                                .formatted(version),
                        ModelManifest.class);
        new Models(ledger)
                .register(
                        new ModelVersion(
                                manifest,
                                "m",
                                START,
                                List.of(new Source("model.json", "v", "m", 1))),
                        "models/spam/" + version + "/");
    }
}
