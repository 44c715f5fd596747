package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.evaluation.Recomputation;
import assay.json.Json;
import assay.ledger.Datasets;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Write;
import assay.ledger.Objects;
import assay.ledger.ScoredObjects;
import assay.lineage.Reference;
import assay.lineage.Withdrawal;
import assay.succession.Recomputed;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import assay.testing.Lost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every verdict can be given again from what it names.
class RecomputationTest {

    private final Office office = new Office();

    @BeforeEach
    void everySample() {
        for (String key : Office.samples()) {
            office.upload(key, Office.sample(key)).deliver(key);
        }
        office.work();
    }

    private List<String> verdicts() {
        return office.ledger.items().stream()
                .map(Item::key)
                .filter(k -> k.partition().startsWith("MODEL#"))
                .filter(k -> k.sort().startsWith("VERDICT#"))
                .map(k -> k.sort().substring(k.sort().lastIndexOf('#') + 1))
                .toList();
    }

    private Recomputed recomputed(String id) {
        return recomputed(id, office.bucket);
    }

    private Recomputed recomputed(String id, Objects uploads) {
        Objects bucket = new ScoredObjects(uploads, office.results);
        return new Recomputation(
                        bucket,
                        new UploadedTables(bucket, new TableReader(Limits.DEFAULT, 1)),
                        office.ledger)
                .of(id);
    }

    private void allAreIdentical(List<String> ids) {
        assertThat(ids).isNotEmpty();
        for (String id : ids) {
            assertThat(recomputed(id)).as(id).isInstanceOf(Recomputed.Identical.class);
        }
    }

    private String promoted() {
        return verdicts().stream()
                .filter(id -> office.models().verdict(id).orElseThrow().has("against"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everySampleVerdictIsIdentical() {
        assertThat(verdicts()).hasSizeGreaterThanOrEqualTo(7);
        allAreIdentical(verdicts());
    }

    @Test
    void whateverCameLaterAVerdictIsWhatItWas() {
        List<String> before = verdicts();
        // Another gate, another champion by hand, and training data taken back.
        ObjectNode gate = (ObjectNode) Json.tree(Office.sample("gates/credit/gate.json"));
        gate.put("alpha", 0.2);
        office.pass(java.time.Duration.ofHours(1));
        office.upload("gates/credit/gate.json", gate.toString()).deliver("gates/credit/gate.json");
        office.standings()
                .appoint(
                        Reference.model("credit", "v1"),
                        "rolled back",
                        Instant.parse("2026-11-24T18:00:00Z"),
                        office.standings().champion("credit").orElseThrow().revision());
        new Datasets(office.ledger)
                .withdraw(
                        new Withdrawal(
                                Reference.dataset("credit-train", "1"),
                                Instant.parse("2026-11-24T20:00:00Z"),
                                "Ada",
                                "no consent"));
        office.pass(java.time.Duration.ofHours(12));
        office.lookAt("credit");
        assertThat(verdicts().size()).isGreaterThan(before.size());
        allAreIdentical(before);
        allAreIdentical(verdicts());
    }

    @Test
    void aByteThatIsNotWhatItWasIsNamedByItsFile() {
        String id = promoted();
        String key =
                office.models()
                        .find(Reference.parse(subject(id)))
                        .flatMap(m ->
                                office.models().predictions(m.reference().name()).stream()
                                        .filter(p -> p.model().equals(m.reference()))
                                        .findFirst())
                        .orElseThrow()
                        .sources()
                        .getFirst()
                        .key();

        assertThat(recomputed(id, new Tampered(office.bucket, key)))
                .isInstanceOfSatisfying(
                        Recomputed.Changed.class,
                        changed ->
                                assertThat(changed.inputs())
                                        .singleElement()
                                        .asString()
                                        .contains(key)
                                        .contains("has sha256"));
    }

    @Test
    void anInputThatIsNoMoreIsNamed() {
        String id = promoted();
        String gate = "gates/%s/gate.json".formatted(Reference.parse(subject(id)).name());

        assertThat(recomputed(id, new Lost(office.bucket, gate)))
                .isInstanceOfSatisfying(
                        Recomputed.Changed.class,
                        changed -> assertThat(changed.inputs()).asString().contains("gate"));
        assertThat(recomputed(id, new Lost(office.bucket, "datasets/")))
                .isInstanceOfSatisfying(
                        Recomputed.Changed.class,
                        changed ->
                                assertThat(changed.inputs()).asString().contains("exists no more"));
    }

    @Test
    void aVerdictThatWasAlteredDiffersWhereItWasAltered() {
        String id = promoted();
        Reference subject = Reference.parse(subject(id));
        Key key = assay.ledger.Models.verdictKey(subject, id);
        Item item = office.ledger.get(key).orElseThrow();
        ObjectNode altered = (ObjectNode) Json.tree(item.document());
        JsonNode was = altered.at("/criteria/0/estimate");
        ((ObjectNode) altered.at("/criteria/0")).put("estimate", was.asDouble() / 2);
        office.ledger.write(
                List.of(new Write.Put(new Item(key, item.index(), 2, Json.write(altered)))));

        assertThat(recomputed(id))
                .isEqualTo(
                        new Recomputed.Different(
                                "/criteria/0/estimate",
                                altered.at("/criteria/0/estimate").toString(),
                                was.toString(),
                                "assay under test"));
    }

    @Test
    void anUnknownVerdictIsSaidToBeUnknown() {
        assertThat(recomputed("none"))
                .isEqualTo(new Recomputed.Not("No verdict on record has the id none."));
    }

    @Test
    void evidenceHoldsWhatTheDecisionNeeds() {
        for (String id : verdicts()) {
            JsonNode evidence = office.models().verdict(id).orElseThrow().path("evidence");
            for (String field :
                    List.of(
                            "model",
                            "datasets",
                            "predictions",
                            "gate",
                            "program",
                            "seed",
                            "permission",
                            "statistics")) {
                assertThat(evidence.has(field)).as(field).isTrue();
            }
        }
        JsonNode statistics =
                office.models().verdict(promoted()).orElseThrow().at("/evidence/statistics");
        assertThat(statistics).isNotEmpty();
        assertThat(statistics).allSatisfy(s -> assertThat(s.has("rows")).isTrue());
    }

    private String subject(String id) {
        return office.models().verdict(id).orElseThrow().path("subject").asString();
    }

    /// A bucket in which one byte of one object is another.
    private record Tampered(Objects bucket, String key) implements Objects {
        @Override
        public List<Version> history(String prefix) {
            return bucket.history(prefix);
        }

        @Override
        public InputStream open(Version version) {
            try (InputStream in = bucket.open(version)) {
                byte[] content = in.readAllBytes();
                if (version.key().equals(key)) {
                    content[content.length / 2] ^= 1;
                }
                return new ByteArrayInputStream(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ByteBuffer read(Version version, long offset, int length) {
            return bucket.read(version, offset, length);
        }

        @Override
        public Version put(String at, String contentType, byte[] content) {
            return bucket.put(at, contentType, content);
        }
    }
}
