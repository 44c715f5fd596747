package assay.handler;

import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.EvaluationRecord;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.manifest.Fault;
import assay.manifest.ModelManifest;
import assay.profile.Profile;
import assay.succession.Line;
import assay.succession.Line.Entry;
import assay.succession.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The ledger of an office that has judged versions of the model `credit`: v1 and v2 promoted, v3
/// rejected, v4 short of data, v5 waiting.
final class Credit {

    static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    static final Reference HOLDOUT = Reference.dataset("credit-holdout", "1");
    static final Reference TRAIN = Reference.dataset("credit-train", "1");

    private final Models models;
    private final Datasets datasets;
    private final Uploads uploads;
    private final Standings standings;
    private final List<Entry> line = new ArrayList<>();

    private Credit(Ledger ledger) {
        this.models = new Models(ledger);
        this.datasets = new Datasets(ledger);
        this.uploads = new Uploads(ledger);
        this.standings = new Standings(ledger);
    }

    static void record(Ledger ledger) {
        Credit credit = new Credit(ledger);
        credit.dataset(TRAIN, 400);
        credit.dataset(Reference.dataset("credit-train", "2"), 500);
        credit.dataset(HOLDOUT, 600);
        credit.judged("v1", Optional.empty(), Outcome.PROMOTE);
        credit.judged("v2", Optional.of("v1"), Outcome.PROMOTE);
        credit.judged("v3", Optional.of("v2"), Outcome.REJECT);
        credit.judged("v4", Optional.of("v2"), Outcome.NEED_DATA);
        credit.model("v5");
        credit.line.add(
                new Line.Waiting(
                        Reference.model("credit", "v5"),
                        "It waits for predictions on dataset:credit-holdout@1."));
        credit.settle();
        credit.uploadsNotInOrder();
    }

    /// One version, registered and evaluated, and not judged.
    static void register(Ledger ledger, String version) {
        Credit credit = new Credit(ledger);
        credit.evaluated(credit.model(version));
    }

    private static final String DETAIL =
            """
            {"task": "binary", "loss": "log_loss", "confidence": 0.95,
             "curves": {"roc": {"area": 0.78, "points": [[0, 0, null], [0.2, 0.6, 0.7], [1, 1, 0.01]]},
                        "precisionRecall": {"area": 0.6, "points": [[0, 1, null], [0.6, 0.7, 0.7], [1, 0.3, 0.01]]}},
             "calibration": {"error": 0.04, "bins": [
               {"lower": 0, "upper": 0.066, "weight": 40, "meanScore": 0.03, "interval": [0, 0.1], "frequency": 0.05},
               {"lower": 0.4, "upper": 0.466, "weight": 20, "meanScore": 0.43, "frequency": 0.5}]},
             "confusion": {"classes": ["negative", "positive"], "weights": [[380, 30], [80, 100]], "threshold": 0.5},
             "histograms": {"positive": {"lower": 0, "width": 0.25, "weights": [10, 30, 60, 80]},
                            "negative": {"lower": 0, "width": 0.25, "weights": [200, 100, 60, 50]}},
             "tails": [{"of": "log_loss", "quantiles": [
               {"percentage": 50, "value": 0.3, "interval": [0.28, 0.33]},
               {"percentage": 99.9, "reason": "590 rows are too few for an interval of the 0.999 quantile at confidence 0.95"}]}],
             "slices": [{"metric": "log_loss", "by": ["plan"], "confidence": 0.95, "worst": "plan=<pro>", "slices": [
               {"slice": "plan=free", "rows": 300, "value": 0.39, "interval": [0.36, 0.42]},
               {"slice": "plan=<pro>", "rows": 290, "value": 0.44, "interval": [0.4, 0.48]}]},
               {"by": ["user"], "reason": "user divides the rows into more than 1,000 slices"}],
             "worst": {"metric": "log_loss", "examples": [{"id": "r-17", "value": 3.2}, {"id": "<r>", "value": 3.1}]}}
            """;

    private static final String COMPARISON =
            """
            {"dataset": "dataset:credit-holdout@1", "loss": "log_loss", "confidence": 0.95,
             "costs": [{"criteria": ["cost"], "currency": "EUR", "threshold": 0.5,
               "challenger": {"value": 680, "interval": [610, 750], "best": {"threshold": 0.21, "value": 520}},
               "champion": {"value": 700, "interval": [630, 770], "best": {"value": 600}}}],
             "rows": 590, "identical": false,
             "disagreement": {"of": "decisions", "value": 0.07, "interval": [0.05, 0.09]},
             "slices": [{"metric": "log_loss difference", "by": ["plan", "country"], "confidence": 0.95,
               "worst": "plan=free, country=DE", "slices": [
               {"slice": "plan=free, country=DE", "rows": 100, "value": 0.02, "interval": [-0.01, 0.05]},
               {"slice": "plan=free, country=FR", "rows": 1, "reason": "1 row is too few"}]}],
             "regret": {"metric": "log_loss", "examples": [{"id": "r-3", "value": 1.4}]}}
            """;

    static String id(String version) {
        return "0123456789abcdef0123456789abcd" + version;
    }

    private void dataset(Reference reference, long rows) {
        DatasetManifest manifest =
                Json.read(
                        """
                        {"dataset": "%s", "version": "%s", "files": [{"path": "part-0.csv"}],
                         "columns": [{"name": "id", "type": "string", "role": ["id"]},
                                     {"name": "age", "type": "number", "role": ["feature"]},
                                     {"name": "defaulted", "type": "boolean", "role": ["target"]}],
                         "use": {"permits": ["training", "evaluation"], "licence": "CC BY 4.0"}}
                        """
                                .formatted(reference.name(), reference.version()),
                        DatasetManifest.class);
        datasets.register(
                new DatasetVersion(
                        manifest,
                        false,
                        "d".repeat(64),
                        START,
                        sources("datasets/%s/%s/", reference, "dataset.json", "part-0.csv"),
                        rows,
                        Json.read(
                                """
                                {"rows": 600, "columns": [
                                  {"name": "age", "type": "NUMBER", "rows": 600, "nulls": 0, "distinct": 53, "distinctIsExact": true,
                                   "numbers": {"finite": 600, "mean": 35.5, "standardDeviation": 11.4, "percentiles": %s,
                                               "histogram": [34, 81, 90, 77, 60, 51, 40, 33, 30, 24, 20, 15, 12, 10, 8, 5, 4, 3, 2, 1]}},
                                  {"name": "defaulted", "type": "BOOLEAN", "rows": 600, "nulls": 2, "distinct": 2, "distinctIsExact": true,
                                   "top": [{"value": "false", "count": 421}, {"value": "true", "count": 177}]}]}
                                """
                                        .formatted(IntStream.rangeClosed(19, 119).boxed().toList()),
                                Profile.class),
                        Json.tree(
                                """
                                [{"rule": "row-count", "passed": true, "observed": "600 rows"},
                                 {"rule": "unique", "column": "id", "passed": true, "observed": "600 values"}]
                                """)),
                "unit");
    }

    private static List<Source> sources(String folder, Reference of, String... files) {
        List<Source> sources = new ArrayList<>();
        for (String file : files) {
            String key = folder.formatted(of.name(), of.version()) + file;
            sources.add(new Source(key, "version-of-" + file, "a".repeat(64), 1000));
        }
        return sources;
    }

    private Reference model(String version) {
        Reference reference = Reference.model("credit", version);
        ModelManifest manifest =
                Json.read(
                        """
                        {"model": "credit", "version": "%s", "task": "binary",
                         "trainedOn": ["dataset:credit-train@1"], "purpose": "lending"}
                        """
                                .formatted(version),
                        ModelManifest.class);
        models.register(
                new ModelVersion(
                        manifest,
                        "b".repeat(64),
                        START.plusSeconds(60),
                        sources("models/%s/%s/", reference, "model.json")),
                "unit");
        return reference;
    }

    private void judged(String version, Optional<String> champion, Outcome outcome) {
        Reference reference = model(version);
        evaluated(reference);
        Optional<Reference> against = champion.map(c -> Reference.model("credit", c));
        Instant at = START.plusSeconds(600 + 60L * line.size());
        Reference verdict = Reference.verdict(id(version));
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge(verdict, Relation.ABOUT, reference));
        edges.add(new Edge(verdict, Relation.ON, HOLDOUT));
        if (against.isPresent()) {
            models.compare(id(version), HOLDOUT, Json.tree(COMPARISON));
        }
        models.register(
                id(version), reference, at, edges, verdict(reference, against, outcome, at));
        line.add(new Line.Judged(reference, id(version), outcome, outcome == Outcome.PROMOTE));
        settle();
    }

    private void settle() {
        if (!standings.settle("credit", new Line(line))) {
            throw new IllegalStateException("not settled");
        }
    }

    private void evaluated(Reference model) {
        models.register(
                new PredictionsVersion(
                        model,
                        HOLDOUT,
                        "c".repeat(64),
                        START.plusSeconds(30),
                        sources("models/%s/%s/predictions/", model, "part-0.csv"),
                        600,
                        false));
        models.register(
                new EvaluationRecord(
                        model,
                        HOLDOUT,
                        "c".repeat(64),
                        START.plusSeconds(30),
                        "d".repeat(64),
                        START.plusSeconds(300),
                        590,
                        10,
                        Json.tree(
                                """
                                [{"metric": "log_loss", "value": 0.4123, "interval": [0.39, 0.44], "confidence": 0.95},
                                 {"metric": "accuracy", "value": 0.81, "interval": [0.78, 0.84], "confidence": 0.95},
                                 {"metric": "latency_ms_p99", "reason": "The predictions hold no latency."}]
                                """)),
                Json.tree(DETAIL),
                "unit");
    }

    private static JsonNode verdict(
            Reference subject, Optional<Reference> against, Outcome outcome, Instant at) {
        ObjectNode json =
                (ObjectNode)
                        Json.tree(
                                """
                                {"on": ["dataset:credit-holdout@1"], "alpha": 0.05,
                                 "criteria": [
                                   {"id": "better", "stakeholder": "ml", "metric": "log_loss", "rule": "superior",
                                    "on": "dataset:credit-holdout@1", "outcome": "%s", "test": "wilcoxon",
                                    "estimate": -0.0031, "interval": [-0.0071, 0.0009], "confidence": 0.95, "pValue": 0.12,
                                    "margin": 0, "champion": 0.41, "challenger": 0.407, "rows": 590, "rowsNeeded": 11200,
                                    "reason": "Log loss changes by < 0.01 & may be chance."},
                                   {"id": "cost", "stakeholder": "business", "metric": "expected_cost", "rule": "at-most",
                                    "on": "dataset:credit-holdout@1", "outcome": "PASS", "estimate": 0.68,
                                    "interval": [null, 0.73], "confidence": 0.95, "value": 0.8, "rows": 590,
                                    "reason": "It costs at most 0.73."},
                                   {"id": "slices", "stakeholder": "product", "metric": "accuracy", "rule": "non-inferior",
                                    "on": "dataset:credit-holdout@1", "outcome": "NOT_APPLICABLE", "reason": "See the slices.",
                                    "slices": [
                                      {"slice": "plan=\\"free\\"", "outcome": "PASS", "estimate": 0.01, "interval": [-0.01, 0.03],
                                       "confidence": 0.975, "margin": 0.02, "rows": 300, "reason": "Not worse."},
                                      {"slice": "plan=pro", "outcome": "NOT_APPLICABLE", "reason": "No champion."}]}],
                                 "evidence": {"model": "sha256:bb", "program": "0.1.0", "seed": 7}}
                                """
                                        .formatted(criterion(outcome)));
        json.put("id", id(subject.version()));
        json.put("subject", subject.toString());
        against.ifPresent(a -> json.put("against", a.toString()));
        json.put("outcome", outcome.name());
        json.put("issuedAt", at.toString());
        json.put("summary", subject + " is to be told: " + outcome + " <for now>.");
        return json;
    }

    private static String criterion(Outcome outcome) {
        return switch (outcome) {
            case PROMOTE -> "PASS";
            case REJECT -> "FAIL";
            case NEED_DATA -> "UNDECIDED";
            case INVALID -> "INVALID";
        };
    }

    private void uploadsNotInOrder() {
        for (int i = 0; i < 3; i++) {
            String key = "datasets/bad/" + i + "/dataset.json";
            uploads.note(
                    key,
                    List.of(
                            new UploadState(
                                    key,
                                    "version",
                                    State.REFUSED,
                                    List.of(
                                            new Fault.AtPointer("/columns/0/type", "is <none>"),
                                            new Fault.AtCell("part-0.csv", 7, "age", "is NaN"),
                                            new Fault.OfFile("part-1.csv", "is missing")),
                                    START)));
        }
        uploads.note(
                "models/credit/v5",
                List.of(
                        new UploadState(
                                "models/credit/v5/model.json",
                                "version",
                                State.WAITING,
                                List.of(new Fault.OfFile("model.onnx", "is still to come")),
                                START)));
    }
}
