package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.lineage.Reference;
import assay.testing.Crashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A gate that asks for signatures, and the signatures that OpenSSF's own tool made.
class SignedTest {

    private static final Path SIGNED = Path.of("../core/src/test/resources/signature");
    private static final Reference VERSION = Reference.model("signed", "v1");
    private static final String FOLDER = "models/signed/v1/";
    private static final String SIGNATURE = FOLDER + "model.sig";

    private final Office office = new Office();

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(SIGNED.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String gate(String kind, String trusted) {
        ObjectNode gate = Json.object().put("gate", "signed");
        gate.putArray("datasets").add("tiny");
        var criteria = gate.putArray("criteria");
        criteria.addObject()
                .put("id", "signed")
                .put("stakeholder", "sre")
                .put("rule", "signed")
                .putArray(kind)
                .add(new String(bytes(trusted), java.nio.charset.StandardCharsets.UTF_8));
        criteria.addObject()
                .put("id", "right")
                .put("rule", "at-least")
                .put("metric", "accuracy")
                .put("value", 0.5);
        return Json.write(gate);
    }

    private static Map<String, byte[]> uploads(String gate, String... signatures) {
        Map<String, byte[]> uploads = new LinkedHashMap<>();
        StringBuilder rows = new StringBuilder("id,positive\n");
        for (int i = 1; i <= 40; i++) {
            rows.append("r").append(i).append(i % 2 == 0 ? ",true\n" : ",false\n");
        }
        uploads.put("datasets/tiny/1/part.csv", utf8(rows.toString()));
        uploads.put(
                "datasets/tiny/1/dataset.json",
                utf8(
                        """
                        {"dataset": "tiny", "version": "1", "files": [{"path": "part.csv"}],
                         "columns": [{"name": "id", "type": "string", "role": "id"},
                                     {"name": "positive", "type": "boolean", "role": "target"}]}
                        """));
        uploads.put("gates/signed/gate.json", utf8(gate));
        for (String file : List.of("weights.bin", "predictions/tiny/1/part-0.csv", "model.json")) {
            uploads.put(FOLDER + file, bytes("model/" + file));
        }
        for (String signature : signatures) {
            uploads.put(SIGNATURE, bytes(signature));
        }
        return uploads;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void deliver(Map<String, byte[]> uploads) {
        uploads.forEach((key, content) -> office.upload(key, content).deliver(key).work());
    }

    private JsonNode verdict() {
        String id = office.standings().line("signed").verdict(VERSION).orElseThrow();
        return office.models().verdict(id).orElseThrow();
    }

    private JsonNode finding() {
        return verdict().path("criteria").path(0);
    }

    @ParameterizedTest
    @CsvSource({
        "keys, p256.pem, p256.sig, PASS, the key sha256:",
        "keys, p384.pem, p384.sig, PASS, the key sha256:",
        "certificates, root.crt, certificate.sig, PASS, CN=signer",
        "keys, p384.pem, p256.sig, FAIL, does not trust",
        "certificates, stranger.crt, certificate.sig, FAIL, vouches",
        "certificates, root.crt, not-for-signing.sig, FAIL, not for signing",
        "keys, p256.pem, part.sig, FAIL, does not cover model.json",
        "keys, p256.pem, altered.sig, FAIL, weights.bin is not what was signed",
    })
    void theVerdictSaysWhoSignedOrWhyItDoesNotCount(
            String kind, String trusted, String signature, String outcome, String reason) {
        deliver(uploads(gate(kind, trusted), signature));

        assertThat(finding().path("outcome").asString()).isEqualTo(outcome);
        assertThat(finding().path("reason").asString()).contains(reason);
        assertThat(verdict().path("outcome").asString())
                .isEqualTo(outcome.equals("PASS") ? "PROMOTE" : "REJECT");
    }

    @Test
    void anUnsignedVersionFailsUntilItsSignatureComes() {
        deliver(uploads(gate("keys", "p256.pem")));
        assertThat(finding().path("outcome").asString()).isEqualTo("FAIL");
        assertThat(finding().path("reason").asString()).contains("upload model.sig");

        office.upload(SIGNATURE, bytes("p256.sig")).deliver(SIGNATURE).work();

        assertThat(finding().path("outcome").asString()).isEqualTo("PASS");
        assertThat(office.standings().champion("signed")).isPresent();
    }

    @Test
    void aSignatureThatDoesNotCountUnseatsNoOneWhoHasOneThatDoes() {
        deliver(uploads(gate("keys", "p256.pem"), "p256.sig"));
        Map<String, String> before = office.standing();

        for (String other : List.of("altered.sig", "p384.sig", "certificate.sig")) {
            office.upload(SIGNATURE, bytes(other)).deliver(SIGNATURE).work();
        }

        assertThat(office.standing()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoSignatureIsRefusedByItselfAndForgottenOnceItIsOne() {
        deliver(uploads(gate("keys", "p256.pem")));
        office.upload(SIGNATURE, "no signature").deliver(SIGNATURE).work();
        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .contains(SIGNATURE)
                .contains("is no JSON");
        assertThat(office.models().find(VERSION)).isPresent();

        office.upload(SIGNATURE, bytes("p256.sig")).deliver(SIGNATURE).work();
        assertThat(office.uploads("refused")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inWhateverOrderTheUploadsComeItStandsTheSame(long seed) {
        Map<String, byte[]> uploads = uploads(gate("keys", "p256.pem"), "p256.sig");
        deliver(uploads);
        Map<String, String> inOrder = office.standing();
        Random random = new Random(seed);
        List<String> keys = new ArrayList<>(uploads.keySet());
        Collections.shuffle(keys, random);
        SignedTest shuffled = new SignedTest();

        for (String key : keys) {
            shuffled.office.upload(key, java.util.Objects.requireNonNull(uploads.get(key)));
            shuffled.untilItSucceeds(random, () -> shuffled.office.deliver(key));
            shuffled.untilItSucceeds(random, shuffled.office::work);
        }
        // SQS gives a request back that was not worked off.
        shuffled.office.lookAt("signed");

        assertThat(shuffled.office.standing()).isEqualTo(inOrder);
    }

    private void untilItSucceeds(Random random, Runnable attempt) {
        for (int life = 1; ; life += 1 + random.nextInt(12)) {
            office.crash(Crashing.after(life));
            try {
                attempt.run();
                office.crash(Crashing.never());
                return;
            } catch (RuntimeException death) {
                assertThat(Office.died(death)).isTrue();
            }
        }
    }
}
