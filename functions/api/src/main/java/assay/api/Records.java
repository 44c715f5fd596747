package assay.api;

import assay.agreement.Sequels;
import assay.http.Call;
import assay.http.Problem.BadParameter;
import assay.http.Problem.Missing;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.EvaluationRecord;
import assay.ledger.Experiments;
import assay.ledger.Graph;
import assay.ledger.Ledger;
import assay.ledger.Listing;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.Tries;
import assay.ledger.Uploads;
import assay.lineage.Reference;
import assay.succession.AfterExperiment;
import assay.succession.Standings;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Everything that the routes read, and what they say where it is not there.
final class Records {

    final Models models;
    final Datasets datasets;
    final Uploads uploads;
    final Tries tries;
    final Graph graph;
    final Standings standings;
    final Experiments experiments;
    final AfterExperiment afterExperiment;
    final Sequels sequels;

    Records(Ledger ledger) {
        this.models = new Models(ledger);
        this.datasets = new Datasets(ledger);
        this.uploads = new Uploads(ledger);
        this.tries = new Tries(ledger);
        this.graph = new Graph(ledger);
        this.standings = new Standings(ledger);
        this.experiments = new Experiments(ledger);
        this.afterExperiment = new AfterExperiment(ledger);
        this.sequels = new Sequels(ledger);
    }

    /// Whether others name it, and it has not arrived. Code never does: it is only named.
    boolean isPlaceholder(Reference of) {
        return switch (of.kind()) {
            case DATASET, MODEL, SYSTEM, PRODUCT, COMPONENT -> !models.isRegistered(of);
            case CODE, PREDICTIONS, EVALUATION, VERDICT, EXPERIMENT -> false;
        };
    }

    /// The name of a model on record, from the path.
    String model(Call call) {
        String name = call.place("model");
        if (!models.isKnown(name)) {
            throw new Missing(
                            "No model is called " + name + ".",
                            "/v1/models lists the models; upload models/%s/<version>/model.json to register one."
                                    .formatted(name))
                    .thrown();
        }
        return name;
    }

    /// A model version on record, from the path.
    ModelVersion modelVersion(Call call) {
        String name = model(call);
        String version = call.place("version");
        return models.find(Reference.model(name, version))
                .orElseThrow(() ->
                        new Missing(
                                        "The model %s has no version %s.".formatted(name, version),
                                        "/v1/models/%s lists its versions; /v1/uploads?state=refused those that were refused."
                                                .formatted(name))
                                .thrown());
    }

    /// How a version fared, dataset by dataset.
    List<EvaluationRecord> evaluations(Reference version) {
        return models.evaluations(version.name()).stream()
                .filter(e -> e.model().equals(version))
                .toList();
    }

    /// The versions of a dataset on record, from the path.
    List<DatasetVersion> dataset(Call call) {
        String name = call.place("dataset");
        List<DatasetVersion> versions = datasets.versions(name);
        if (versions.isEmpty()) {
            throw new Missing(
                            "No dataset is called " + name + ".",
                            "/v1/datasets lists the datasets; upload datasets/%s/<version>/dataset.json to register one."
                                    .formatted(name))
                    .thrown();
        }
        return versions;
    }

    /// A dataset version on record, from the path.
    DatasetVersion datasetVersion(Call call) {
        String version = call.place("version");
        return dataset(call).stream()
                .filter(d -> d.reference().version().equals(version))
                .findFirst()
                .orElseThrow(() ->
                        new Missing(
                                        "The dataset %s has no version %s."
                                                .formatted(call.place("dataset"), version),
                                        "/v1/datasets/%s lists its versions; /v1/uploads?state=refused those that were refused."
                                                .formatted(call.place("dataset")))
                                .thrown());
    }

    /// The part of a list that the call asks for by `limit` and `next`.
    static <T> Listing<T> page(Call call, BiFunction<Integer, @Nullable String, Listing<T>> list) {
        return page(call, limit(call), call.text("next").orElse(null), list);
    }

    static int limit(Call call) {
        return call.number("limit", 1, 1000, 50);
    }

    static <T> Listing<T> page(
            Call call,
            int limit,
            @Nullable String next,
            BiFunction<Integer, @Nullable String, Listing<T>> list) {
        try {
            return list.apply(limit, next);
        } catch (IllegalArgumentException e) {
            throw new BadParameter(
                            "next",
                            "'next' is '%s', where no part of this list ended."
                                    .formatted(call.text("next").orElse("")),
                            "Take it as the part before gave it, or leave it out to start again.")
                    .thrown();
        }
    }
}
