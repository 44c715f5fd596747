package assay.api;

import assay.api.Origins.Origin;
import assay.aws.Program;
import assay.json.Json;
import assay.ledger.AtOnce;
import assay.lineage.Edge;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.lineage.Withdrawal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A lineage in PROV-JSON (W3C member submission of 24 April 2013): artefacts are entities, what
/// made them activities, Assay the agent of those that it ran itself.
final class Prov {

    private static final String PREFIX = "assay";
    private static final String OFFICE = PREFIX + ":office";

    private final ObjectNode document = Json.object();
    private int relations;

    private Prov() {
        ObjectNode prefix = document.putObject("prefix");
        prefix.put(PREFIX, "urn:assay:");
    }

    static ObjectNode of(Origins origins, Records records) {
        Prov export = new Prov();
        List<Origin> all = origins.all();
        List<Reference> datasets =
                all.stream().map(Origin::of).filter(of -> of.kind() == Kind.DATASET).toList();
        Map<Reference, Optional<Withdrawal>> withdrawals =
                AtOnce.each(datasets, records.datasets::withdrawal);
        all.forEach(origin ->
                export.add(origin, withdrawals.getOrDefault(origin.of(), Optional.empty())));
        return export.document;
    }

    private void add(Origin origin, Optional<Withdrawal> withdrawal) {
        entity(origin);
        if (!origin.from().isEmpty()) {
            made(origin);
        }
        withdrawal.ifPresent(w ->
                relation("wasInvalidatedBy")
                        .put("prov:entity", id(origin.of()))
                        .put("prov:time", w.at().toString())
                        .put("prov:label", w.reason()));
    }

    private void entity(Origin origin) {
        ObjectNode entity = under("entity").putObject(id(origin.of()));
        entity.put("prov:label", origin.of().toString());
        entity.set("prov:type", name(origin.of().kind().word()));
        origin.digest().ifPresent(d -> entity.put(PREFIX + ":sha256", d));
        if (!origin.known()) {
            entity.put(PREFIX + ":placeholder", true);
        }
    }

    private void made(Origin origin) {
        String activity = PREFIX + ":" + origin.activity() + "/" + local(origin.of());
        String time = origin.at().toString();
        ObjectNode described = under("activity").putObject(activity);
        described.put("prov:endTime", time);
        described.put("prov:label", origin.activity() + " of " + origin.of());
        described.set("prov:type", name(origin.activity()));
        relation("wasGeneratedBy")
                .put("prov:entity", id(origin.of()))
                .put("prov:activity", activity)
                .put("prov:time", time);
        for (Edge edge : origin.from()) {
            relation("used")
                    .put("prov:activity", activity)
                    .put("prov:entity", id(edge.to()))
                    .set("prov:role", name(word(edge.relation())));
            relation("wasDerivedFrom")
                    .put("prov:generatedEntity", id(origin.of()))
                    .put("prov:usedEntity", id(edge.to()))
                    .put("prov:activity", activity);
        }
        agent(origin)
                .ifPresent(agent ->
                        relation("wasAssociatedWith")
                                .put("prov:activity", activity)
                                .put("prov:agent", agent));
    }

    /// Assay evaluates and judges; what trained a model or derived a dataset is somebody else's.
    private Optional<String> agent(Origin origin) {
        return switch (origin.of().kind()) {
            case EVALUATION, VERDICT -> {
                ObjectNode agent = under("agent").putObject(OFFICE);
                agent.put("prov:label", Program.version());
                agent.set(
                        "prov:type",
                        Json.object()
                                .put("$", "prov:SoftwareAgent")
                                .put("type", "prov:QUALIFIED_NAME"));
                yield Optional.of(OFFICE);
            }
            case CODE, DATASET, MODEL, COMPONENT, SYSTEM, PRODUCT, PREDICTIONS, EXPERIMENT ->
                    Optional.empty();
        };
    }

    private ObjectNode under(String record) {
        return document.path(record) instanceof ObjectNode there
                ? there
                : document.putObject(record);
    }

    private ObjectNode relation(String record) {
        relations++;
        return under(record).putObject("_:r" + relations);
    }

    private static String id(Reference of) {
        return PREFIX + ":" + local(of);
    }

    /// A reference holds nothing that a qualified name may not, but for its colon.
    private static String local(Reference of) {
        return of.toString().replaceFirst(":", "/");
    }

    private static String word(Edge.Relation relation) {
        return relation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode name(String local) {
        return Json.object().put("$", PREFIX + ":" + local).put("type", "prov:QUALIFIED_NAME");
    }
}
