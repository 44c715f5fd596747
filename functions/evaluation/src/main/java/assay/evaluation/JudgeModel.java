package assay.evaluation;

import assay.gate.Budget.Turn;
import assay.gate.Gate.ErrorControl;
import assay.gate.Trial;
import assay.gate.Verdict;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.Digests;
import assay.ledger.EvaluationRecord;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.PredictionsVersion;
import assay.ledger.ScoringRequest;
import assay.ledger.ScoringState;
import assay.ledger.Scorings;
import assay.ledger.Source;
import assay.ledger.Tries;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Reference;
import assay.manifest.Fault;
import assay.succession.Hearing;
import assay.succession.Line;
import assay.succession.Revocation;
import assay.succession.Standings;
import assay.succession.Succession;
import assay.succession.Succession.Step;
import assay.succession.Succession.Unscored;
import assay.tables.uploads.UploadedTables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Does for one model whatever is still missing: evaluates predictions that have not been, gives
/// verdicts that have not been given, and records how things stand.
public final class JudgeModel {

    private final UploadedTables tables;
    private final Models models;
    private final Datasets datasets;
    private final Uploads uploads;
    private final Tries tries;
    private final Standings standings;
    private final Scorings scorings;
    private final Duration settling;
    private final String program;
    private final InstantSource clock;
    private final long shardBytes;

    /// @param tables of what was uploaded, and of the predictions that scoring wrote
    /// @param settling how close to each other versions become ready that are judged in version
    ///   order
    /// @param program what a verdict says that decided it
    /// @param shardBytes from how many bytes of files on a dataset is read file by file
    public JudgeModel(
            UploadedTables tables,
            Ledger ledger,
            Scorings scorings,
            Duration settling,
            String program,
            InstantSource clock,
            long shardBytes) {
        this.tables = tables;
        this.models = new Models(ledger);
        this.datasets = new Datasets(ledger);
        this.uploads = new Uploads(ledger);
        this.tries = new Tries(ledger);
        this.standings = new Standings(ledger);
        this.scorings = scorings;
        this.settling = settling;
        this.program = program;
        this.clock = clock;
        this.shardBytes = shardBytes;
    }

    /// Looks at the model of this name until nothing is missing.
    public void lookAt(String model) {
        Court court = new Court(tables, models, shardBytes);
        while (true) {
            models.predictions(model).stream()
                    .filter(p -> !p.fixed())
                    .forEach(p -> evaluate(p, court));
            switch (Succession.next(standings.facts(model, settling, clock.instant()))) {
                case Step.Hear(Hearing hearing) -> hear(hearing, court);
                case Step.Revoke(Revocation revocation) -> {
                    Verdict verdict = revocation.verdict(program, clock.instant());
                    models.register(verdict, edges(verdict));
                }
                case Step.Settled(Line line, List<Unscored> unscored) -> {
                    if (standings.settle(model, line)) {
                        unscored.forEach(this::ask);
                        return;
                    }
                }
            }
        }
    }

    /// Asks that predictions be made, once: what comes of it asks for the next look.
    private void ask(Unscored unscored) {
        ScoringRequest request = ScoringRequest.of(unscored.version(), unscored.dataset(), program);
        boolean asked =
                models.scoring(request.model(), request.dataset())
                        .filter(s -> s.request().equals(request.id()))
                        .isPresent();
        if (!asked) {
            scorings.ask(request);
            models.note(
                    new ScoringState(
                            request.model(),
                            request.dataset(),
                            request.id(),
                            0,
                            0,
                            "",
                            clock.instant()));
        }
    }

    private void evaluate(PredictionsVersion predictions, Court court) {
        Optional<ModelVersion> model = models.find(predictions.model());
        Optional<DatasetVersion> dataset = datasets.find(predictions.dataset());
        String unit = predictions.unit();
        if (model.isEmpty()) {
            return;
        }
        if (dataset.isEmpty()) {
            say(
                    unit,
                    predictions,
                    State.WAITING,
                    new Fault.OfFile(
                            "",
                            "waits for " + predictions.dataset() + ", which is not registered"));
            return;
        }
        switch (court.answers(model.get(), dataset.get(), predictions)) {
            case Answers.Reading.Faulty(String key, Fault fault) ->
                    uploads.note(
                            unit,
                            List.of(
                                    new UploadState(
                                            key,
                                            versionOf(key, predictions),
                                            State.REFUSED,
                                            List.of(fault),
                                            clock.instant())));
            case Answers.Reading.Usable(Answers answers) -> {
                boolean committed = !model.get().committedAt().isBefore(predictions.committedAt());
                if (answers.missing() > 0 && !committed) {
                    say(unit, predictions, State.WAITING, incomplete(answers, predictions));
                } else {
                    record(predictions, court.divided(dataset.get(), model.get()), answers, unit);
                }
            }
        }
    }

    private void record(
            PredictionsVersion predictions, Divided testSet, Answers answers, String unit) {
        long seed = Digests.seed(predictions.digest());
        Aside<ObjectNode> detail =
                Aside.of(() ->
                        EvaluationDetail.of(
                                answers.predictions(),
                                Duels.at(testSet.slices(), answers.rows()),
                                answers.missing(),
                                seed));
        models.register(
                new EvaluationRecord(
                        predictions.model(),
                        predictions.dataset(),
                        predictions.digest(),
                        predictions.committedAt(),
                        testSet.version().digest(),
                        clock.instant(),
                        answers.predictions().rows(),
                        answers.missing(),
                        EvaluationJson.of(answers, seed)),
                detail.result(),
                unit);
    }

    /// Files of one upload come one after the other; that nothing more is to come is known once
    /// every row is answered, or the manifest, uploaded last, says that this is all.
    private static Fault incomplete(Answers answers, PredictionsVersion predictions) {
        return new Fault.OfFile(
                "",
                "%d of %d rows of %s have no prediction yet; upload the rest, or upload model.json once more to say that this is all"
                        .formatted(
                                answers.missing(),
                                answers.missing() + answers.predictions().rows(),
                                predictions.dataset()));
    }

    private void say(String unit, PredictionsVersion predictions, State state, Fault fault) {
        Source last = predictions.sources().getLast();
        uploads.note(
                unit,
                List.of(
                        new UploadState(
                                last.key(),
                                last.versionId(),
                                state,
                                List.of(fault),
                                clock.instant())));
    }

    private static String versionOf(String key, PredictionsVersion predictions) {
        return predictions.sources().stream()
                .filter(s -> s.key().equals(key))
                .map(Source::versionId)
                .findFirst()
                .orElse("");
    }

    private void hear(Hearing hearing, Court court) {
        Map<Reference, Turn> turns = turns(hearing);
        List<Trial> trials = court.trials(hearing);
        Aside<List<ObjectNode>> comparisons =
                Aside.of(() ->
                        trials.stream()
                                .map(trial ->
                                        ComparisonDetail.of(
                                                hearing.gate().gate(),
                                                trial,
                                                Digests.seed(hearing.id())))
                                .toList());
        Verdict verdict = Court.judge(hearing, trials, turns, program, clock.instant());
        for (int i = 0; i < trials.size(); i++) {
            ObjectNode comparison = comparisons.result().get(i);
            comparison.set("importance", court.importance(hearing, hearing.on().get(i)));
            models.compare(hearing.id(), trials.get(i).dataset(), comparison);
        }
        models.register(verdict, edges(verdict));
    }

    /// A place in the stream of each test set; the first to serve is compared with nobody, and
    /// takes none.
    private Map<Reference, Turn> turns(Hearing hearing) {
        ErrorControl control = hearing.gate().gate().errorControl();
        if (hearing.against().isEmpty() || !control.keepsStream()) {
            return Map.of();
        }
        Map<Reference, Turn> turns = new TreeMap<>();
        for (DatasetVersion testSet : hearing.on()) {
            turns.put(
                    testSet.reference(),
                    tries.take(
                            testSet.reference(),
                            control,
                            hearing.id(),
                            hearing.subject().reference()));
        }
        return turns;
    }

    private static List<Edge> edges(Verdict verdict) {
        Reference reference = Reference.verdict(verdict.id());
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge(reference, Relation.ABOUT, verdict.subject()));
        verdict.against().ifPresent(a -> edges.add(new Edge(reference, Relation.AGAINST, a)));
        verdict.on().forEach(d -> edges.add(new Edge(reference, Relation.ON, d)));
        return edges;
    }
}
