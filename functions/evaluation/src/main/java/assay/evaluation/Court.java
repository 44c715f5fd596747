package assay.evaluation;

import assay.gate.Brief;
import assay.gate.Budget.Turn;
import assay.gate.Trial;
import assay.gate.Verdict;
import assay.ledger.DatasetVersion;
import assay.ledger.Digests;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.PredictionsVersion;
import assay.lineage.Reference;
import assay.manifest.Fault;
import assay.succession.Hearing;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Answers hearings on the files that they name; each file is read once.
final class Court {

    private final UploadedTables tables;
    private final Models models;
    private final Map<Reference, TestSet.Reading> testSets = new HashMap<>();
    private final Map<String, Answers.Reading> answers = new HashMap<>();
    private final Map<Reference, ShardReader> shards = new HashMap<>();
    private final long shardBytes;

    /// No dataset is so large that it is read file by file; what is answered is the same.
    static final long AT_ONCE = Long.MAX_VALUE;

    /// @param shardBytes from how many bytes of files on a dataset is read file by file
    Court(UploadedTables tables, Models models, long shardBytes) {
        this.tables = tables;
        this.models = models;
        this.shardBytes = shardBytes;
    }

    /// What the question is answered from, one for each dataset.
    List<Trial> trials(Hearing hearing) {
        List<Trial> trials = new ArrayList<>();
        for (DatasetVersion dataset : hearing.on()) {
            trials.add(
                    Duels.trial(
                            divided(dataset, hearing.subject()),
                            evaluated(hearing.subject(), dataset),
                            hearing.against().map(c -> evaluated(c, dataset))));
        }
        return trials;
    }

    /// What a version that was run here relies on, or why that is not known.
    ObjectNode importance(Hearing hearing, DatasetVersion dataset) {
        ModelVersion subject = hearing.subject();
        PredictionsVersion predictions =
                models.predictions(subject.reference(), dataset.reference()).orElseThrow();
        return Optional.ofNullable(predictions.importance())
                .flatMap(shuffled ->
                        ImportanceDetail.of(
                                tables,
                                shuffled,
                                subject,
                                TestSet.idType(dataset),
                                evaluated(subject, dataset),
                                hearing.gate().gate(),
                                Digests.seed(hearing.id())))
                .orElseGet(() -> ImportanceDetail.unknown(subject, predictions));
    }

    /// The verdict: a function of the question, of what it was given to spend, and of the program.
    ///
    /// @param turns what it was given of each test set's budget
    /// @param at when it is decided
    static Verdict judge(
            Hearing hearing,
            List<Trial> trials,
            Map<Reference, Turn> turns,
            String program,
            Instant at) {
        return new Brief(
                        hearing.id(),
                        hearing.subject().reference(),
                        hearing.against().map(ModelVersion::reference),
                        hearing.gate().gate(),
                        trials,
                        hearing.permission(),
                        hearing.subject().signedFiles(),
                        evidence(hearing, turns, program))
                .judge(at);
    }

    private static Verdict.Evidence evidence(
            Hearing hearing, Map<Reference, Turn> turns, String program) {
        Map<String, String> read = new TreeMap<>();
        hearing.on().forEach(d -> read.put(d.reference().toString(), d.digest()));
        return new Verdict.Evidence(
                hearing.subject().digest(),
                hearing.against().map(ModelVersion::digest),
                read,
                hearing.predictions(),
                hearing.gate().digest(),
                program,
                Digests.seed(hearing.id()),
                turns,
                hearing.grounds());
    }

    /// What a model answered on a dataset, or what is wrong with it.
    Answers.Reading answers(
            ModelVersion model, DatasetVersion dataset, PredictionsVersion predictions) {
        String read = predictions.digest() + dataset.digest();
        if (!answers.containsKey(read) && ShardReader.isFor(dataset, shardBytes)) {
            shards.computeIfAbsent(dataset.reference(), k -> new ShardReader(tables, dataset))
                    .read(predictions, model)
                    .ifPresent(a -> answers.put(read, new Answers.Reading.Usable(a)));
        }
        Answers.Reading known = answers.get(read);
        return known != null ? known : atOnce(model, dataset, predictions);
    }

    private Answers.Reading atOnce(
            ModelVersion model, DatasetVersion dataset, PredictionsVersion predictions) {
        return switch (reading(dataset, model)) {
            case TestSet.Reading.Unusable(String because) ->
                    new Answers.Reading.Faulty(
                            predictions.sources().getFirst().key(), new Fault.OfFile("", because));
            case TestSet.Reading.Usable(TestSet testSet) ->
                    answers.computeIfAbsent(
                            predictions.digest() + dataset.digest(),
                            k ->
                                    Answers.read(
                                            tables,
                                            predictions,
                                            model,
                                            testSet,
                                            predictions.unit()));
        };
    }

    private Answers evaluated(ModelVersion model, DatasetVersion dataset) {
        PredictionsVersion predictions =
                models.predictions(model.reference(), dataset.reference()).orElseThrow();
        return switch (answers(model, dataset, predictions)) {
            case Answers.Reading.Usable(Answers usable) -> usable;
            case Answers.Reading.Faulty(String key, Fault fault) ->
                    throw new IllegalStateException(
                            key + " was evaluated, and now cannot be read: " + fault.reason());
        };
    }

    /// The dataset with the columns that divide its rows.
    Divided divided(DatasetVersion dataset, ModelVersion model) {
        ShardReader reader = shards.get(dataset.reference());
        if (reader != null && reader.hasRead()) {
            return reader.divided();
        }
        return switch (reading(dataset, model)) {
            case TestSet.Reading.Usable(TestSet testSet) -> testSet.divided();
            case TestSet.Reading.Unusable(String because) ->
                    throw new IllegalStateException(because);
        };
    }

    private TestSet.Reading reading(DatasetVersion dataset, ModelVersion model) {
        return testSets.computeIfAbsent(
                dataset.reference(), k -> TestSet.read(tables, dataset, model));
    }
}
