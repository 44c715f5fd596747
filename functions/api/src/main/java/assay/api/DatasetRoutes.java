package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.list;
import static assay.api.Shapes.page;
import static assay.api.Shapes.sha256;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.Listing;
import assay.lineage.Use;
import assay.lineage.VersionOrder;
import assay.pages.DatasetPages;
import assay.profile.Drift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Datasets and their versions.
final class DatasetRoutes {

    private final Records records;

    DatasetRoutes(Records records) {
        this.records = records;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/datasets", this::datasets, "limit", "next"),
                Route.get("/v1/datasets/{dataset}", this::dataset),
                Route.get("/v1/datasets/{dataset}/versions/{version}", this::version));
    }

    private Answer datasets(Call call) {
        Listing<String> names = Records.page(call, records.datasets::names);
        ObjectNode json = list("datasets", names, name -> Json.object().put("dataset", name));
        return Answer.Found.in(json(json), page(call, site -> DatasetPages.list(site, json)));
    }

    private Answer dataset(Call call) {
        List<DatasetVersion> versions = new ArrayList<>(records.dataset(call));
        versions.sort(Comparator.comparing(v -> v.reference().version(), VersionOrder.INSTANCE));
        ObjectNode json = Json.object();
        json.put("dataset", call.place("dataset"));
        ArrayNode array = json.putArray("versions");
        versions.reversed().stream().map(DatasetRoutes::brief).forEach(array::add);
        return Answer.Found.in(json(json), page(call, site -> DatasetPages.dataset(site, json)));
    }

    /// The version before it, in version order.
    private Optional<DatasetVersion> previous(DatasetVersion version) {
        Comparator<DatasetVersion> byVersion =
                Comparator.comparing(v -> v.reference().version(), VersionOrder.INSTANCE);
        return records.datasets.versions(version.reference().name()).stream()
                .filter(v -> byVersion.compare(v, version) < 0)
                .max(byVersion);
    }

    private static ObjectNode brief(DatasetVersion version) {
        ObjectNode json = Json.object();
        json.put("dataset", version.reference().name());
        json.put("version", version.reference().version());
        json.put("reference", version.reference().toString());
        json.put("rows", version.rows());
        json.put("uploadedAt", version.committedAt().toString());
        json.put("digest", sha256(version.digest()));
        return json;
    }

    private Answer version(Call call) {
        DatasetVersion version = records.datasetVersion(call);
        ObjectNode json = brief(version);
        json.put("inferred", version.inferred());
        records.datasets
                .withdrawal(version.reference())
                .ifPresent(w -> json.set("withdrawal", WithdrawalRoutes.json(w)));
        Persons.put(json, version.reference(), records);
        Use use = version.manifest().use();
        if (use != null) {
            json.set("use", Json.tree(use));
        }
        json.set("checks", version.checks());
        previous(version)
                .ifPresent(before -> {
                    ObjectNode drift = json.putObject("drift");
                    drift.put("from", before.reference().toString());
                    drift.setAll(
                            (ObjectNode)
                                    Json.tree(Drift.between(before.profile(), version.profile())));
                });
        json.set("budget", Budgets.of(records.tries.of(version.reference())));
        json.set("profile", Json.tree(version.profile()));
        ArrayNode sources = json.putArray("sources");
        version.sources().forEach(s -> sources.add(Json.tree(s)));
        json.set("manifest", Json.tree(version.manifest()));
        return Answer.Found.in(json(json), page(call, site -> DatasetPages.version(site, json)));
    }
}
