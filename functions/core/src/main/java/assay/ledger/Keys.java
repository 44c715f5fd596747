package assay.ledger;

import assay.ledger.Ledger.Key;
import assay.lineage.Edge;
import assay.lineage.Reference;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;

/// Where each record lies in the table: the one place that knows. `functions/docs/ledger.md` has
/// the same as a table.
final class Keys {

    /// Index partitions, for lists.
    static final String MODELS = "MODELS";

    static final String DATASETS = "DATASETS";
    static final String EXPERIMENTS = "EXPERIMENTS";
    static final String VERDICTS = "VERDICTS";

    /// Sort key prefixes within a model's or dataset's partition.
    static final String VERSION = "VERSION#";

    static final String GATE = "GATE#";
    static final String PREDICTIONS = "PREDICTIONS#";
    static final String EVALUATION = "EVALUATION#";
    static final String SIGNATURE = "SIGNATURE#";
    static final String SCORING = "SCORING#";
    static final String VERDICT = "VERDICT#";
    static final String WATCHER = "WATCHER#";
    static final String TRY = "TRY#";

    /// Of everybody who ever served.
    static final String CHAMPION = "CHAMPION#";

    /// Of the partitions of uploads that are not in order.
    static final String UPLOAD = "UPLOAD#";

    /// Sort keys within an experiment's partition.
    static final String DEFINITION = "DEFINITION";

    static final String PROGRESS = "PROGRESS";
    static final String RESULT = "RESULT#";

    private Keys() {}

    static String model(String name) {
        return "MODEL#" + name;
    }

    static String dataset(String name) {
        return "DATASET#" + name;
    }

    static String experiment(String name) {
        return "EXPERIMENT#" + name;
    }

    static Key version(Reference reference) {
        return new Key(
                reference.kind().name() + "#" + reference.name(), VERSION + reference.version());
    }

    static Key name(String partition) {
        return new Key(partition, "NAME");
    }

    static Key gate(String model, Instant committedAt, String digest) {
        return new Key(model(model), GATE + sortable(committedAt) + "#" + digest);
    }

    static Key predictions(Reference model, Reference dataset) {
        return new Key(model(model.name()), PREDICTIONS + pair(model, dataset));
    }

    static Key evaluation(Reference model, Reference dataset) {
        return new Key(model(model.name()), EVALUATION + pair(model, dataset));
    }

    static Key detail(Reference model, Reference dataset) {
        return new Key(model(model.name()), "DETAIL#" + pair(model, dataset));
    }

    static Key comparison(String verdict, Reference dataset) {
        return new Key(
                "VERDICT#" + verdict, "COMPARISON#" + dataset.name() + "@" + dataset.version());
    }

    static Key signature(Reference model, String digest) {
        return new Key(model(model.name()), SIGNATURE + model.version() + "#" + digest);
    }

    static Key scoring(Reference model, Reference dataset) {
        return new Key(model(model.name()), SCORING + pair(model, dataset));
    }

    static Key verdict(Reference subject, String id) {
        return new Key(
                subject.kind().name() + "#" + subject.name(),
                VERDICT + subject.version() + "#" + id);
    }

    static Key verdictById(String id) {
        return new Key("VERDICT#" + id, "OF");
    }

    static Key withdrawal(Reference dataset) {
        return new Key(dataset(dataset.name()), "WITHDRAWAL#" + dataset.version());
    }

    static Key expiry(Reference dataset) {
        return new Key(dataset(dataset.name()), "EXPIRY#" + dataset.version());
    }

    /// Where a list finds what was done, or ends, on one day.
    static String acts(Instant day) {
        return "ACTS#" + day.toString().substring(0, 10);
    }

    static Key watcher(String dataset, String model) {
        return new Key(dataset(dataset), WATCHER + model);
    }

    static Key stream(Reference testSet) {
        return new Key(dataset(testSet.name()), "STREAM#" + testSet.version());
    }

    /// The beginning of the keys of a test set's tries.
    static String tries(Reference testSet) {
        return TRY + testSet.version() + "#";
    }

    static Key attempt(Reference testSet, String hearing) {
        return new Key(dataset(testSet.name()), tries(testSet) + hearing);
    }

    static Key upstream(Edge edge) {
        return new Key("UP#" + edge.from(), edge.relation() + "#" + edge.to());
    }

    static Key downstream(Edge edge) {
        return new Key("DOWN#" + edge.to(), edge.relation() + "#" + edge.from());
    }

    static Key upload(String unit, String key) {
        return new Key(UPLOAD + unit, key);
    }

    static String uploads(String state) {
        return "UPLOADS#" + state;
    }

    /// Instants of equal width sort as text in the order of time.
    static String sortable(Instant instant) {
        return new DateTimeFormatterBuilder().appendInstant(9).toFormatter().format(instant);
    }

    private static String pair(Reference model, Reference dataset) {
        return model.version() + "#" + dataset.name() + "@" + dataset.version();
    }
}
