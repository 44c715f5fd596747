package assay.agreement;

import assay.agreement.Sequel.Effect;
import assay.json.Json;
import assay.ledger.Experiments;
import assay.ledger.Ledger;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Page;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.metrics.Direction;
import assay.metrics.Metric;
import assay.metrics.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What experiments found of a model's versions beside what its gate had foretold, on record.
///
/// Every decided experiment is kept, not only one that promotes: those that were rejected say as
/// much about a metric, and without them the order would be that of the lucky ones.
public final class Sequels {

    private static final String SEQUEL = "SEQUEL#";

    private final Ledger ledger;
    private final Models models;
    private final Experiments experiments;

    public Sequels(Ledger ledger) {
        this.ledger = ledger;
        this.models = new Models(ledger);
        this.experiments = new Experiments(ledger);
    }

    /// Keeps what a decided experiment found of the versions that it served, each with what the
    /// gate had said of it against the version that the control served. What is on record stays; a
    /// version whose gate has not spoken yet is left for another time.
    ///
    /// @param verdict of the experiment, with its `variants`
    public void keep(JsonNode verdict) {
        String outcome = verdict.path("outcome").asString();
        if (!outcome.equals("PROMOTE") && !outcome.equals("REJECT")) {
            return;
        }
        String id = verdict.path("id").asString();
        Optional<Reference> champion = served(verdict.path("variants").path(0));
        for (JsonNode variant : verdict.path("variants")) {
            served(variant)
                    .filter(version -> champion.filter(c -> isRival(c, version)).isPresent())
                    .filter(version -> ledger.get(key(id, version)).isEmpty())
                    .flatMap(version -> sequel(verdict, variant, version, champion.orElseThrow()))
                    .ifPresent(this::keep);
        }
    }

    private static Optional<Reference> served(JsonNode variant) {
        return Reference.find(variant.path("serves").asString(""))
                .filter(version -> version.kind() == Kind.MODEL);
    }

    private static boolean isRival(Reference champion, Reference version) {
        return champion.name().equals(version.name()) && !champion.equals(version);
    }

    private static Key key(String verdict, Reference challenger) {
        return Models.key(challenger.name(), SEQUEL + verdict + "#" + challenger.version());
    }

    private void keep(Sequel sequel) {
        Key key = key(sequel.verdict(), sequel.challenger());
        ledger.write(List.of(new Write.Create(new Item(key, null, 1, Json.write(sequel)))));
    }

    private Optional<Sequel> sequel(
            JsonNode verdict, JsonNode variant, Reference challenger, Reference champion) {
        Optional<Task> task =
                models.find(challenger)
                        .map(ModelVersion::manifest)
                        .flatMap(manifest -> Task.named(manifest.task()));
        Optional<JsonNode> hearing =
                models.verdicts(challenger).stream()
                        .filter(v -> v.path("against").asString("").equals(champion.toString()))
                        .reduce((earlier, later) -> later);
        if (task.isEmpty() || hearing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Sequel(
                        Reference.parse(verdict.path("subject").asString()),
                        verdict.path("id").asString(),
                        Instant.parse(verdict.path("issuedAt").asString()),
                        verdict.path("outcome").asString(),
                        challenger,
                        champion,
                        hearing.get().path("id").asString(),
                        foretold(hearing.get(), task.get()),
                        found(verdict, variant.path("name").asString())));
    }

    /// Of the criteria that compare; those that hold a version against a fixed number foretell no
    /// effect.
    private static List<Effect> foretold(JsonNode hearing, Task task) {
        List<Effect> effects = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode criterion : hearing.path("criteria")) {
            String metric = criterion.path("metric").asString("");
            String name = name(metric, criterion.path("on").asString(""));
            Optional<Direction> direction = Metric.named(metric, task).map(Metric::direction);
            if (criterion.has("margin")
                    && criterion.has("estimate")
                    && direction.isPresent()
                    && names.add(name)) {
                effects.add(effect(name, direction.get(), criterion));
            }
        }
        return effects;
    }

    /// The version of the dataset is left out: the same question was put to all of them.
    private static String name(String metric, String on) {
        return Reference.find(on).map(d -> metric + " on dataset:" + d.name()).orElse(metric);
    }

    private static List<Effect> found(JsonNode verdict, String variant) {
        List<Effect> effects = new ArrayList<>();
        for (JsonNode criterion : verdict.path("criteria")) {
            if (criterion.path("variant").asString("").equals(variant)
                    && criterion.has("estimate")) {
                Direction direction =
                        criterion.path("direction").asString("").equals("decrease")
                                ? Direction.LOWER_IS_BETTER
                                : Direction.HIGHER_IS_BETTER;
                effects.add(effect(criterion.path("metric").asString(), direction, criterion));
            }
        }
        return effects;
    }

    private static Effect effect(String name, Direction direction, JsonNode criterion) {
        JsonNode interval = criterion.path("interval");
        return new Effect(
                name,
                direction,
                criterion.path("estimate").asDouble(),
                interval.path(0).asDouble(Double.NEGATIVE_INFINITY),
                interval.path(1).asDouble(Double.POSITIVE_INFINITY));
    }

    /// Of every experiment on the model's versions whose decision stands, oldest first.
    public List<Sequel> of(String model) {
        List<Sequel> sequels = new ArrayList<>();
        Map<Reference, Optional<String>> standing = new HashMap<>();
        Query query = Query.of(Models.key(model, SEQUEL).partition(), SEQUEL);
        while (true) {
            Page page = ledger.query(query);
            for (Item item : page.items()) {
                Sequel sequel = Json.read(item.document(), Sequel.class);
                Optional<String> last =
                        standing.computeIfAbsent(
                                sequel.experiment(), e -> experiments.standing(e.name()));
                if (last.equals(Optional.of(sequel.verdict()))) {
                    sequels.add(sequel);
                }
            }
            if (page.next() == null) {
                sequels.sort(java.util.Comparator.comparing(Sequel::decidedAt));
                return List.copyOf(sequels);
            }
            query = query.after(page.next());
        }
    }
}
