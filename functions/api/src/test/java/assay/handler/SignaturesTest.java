package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.ledger.Digests;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.SignatureRecord;
import assay.ledger.Source;
import assay.manifest.ModelManifest;
import assay.signature.ModelSignature;
import assay.signature.ModelSignature.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A version shows who signed it.
class SignaturesTest {

    private static final Path SIGNED = Path.of("../core/src/test/resources/signature");
    private static final String PATH = "/v1/models/signed/versions/v1";

    private final Client client = Client.ofNothing();
    private final Models models = new Models(client.ledger);
    private ModelVersion version;

    private static Source source(String file) throws IOException {
        byte[] content = Files.readAllBytes(SIGNED.resolve("model").resolve(file));
        return new Source("models/signed/v1/" + file, "1", Digests.sha256(content), content.length);
    }

    @BeforeEach
    void register() throws IOException {
        ModelManifest manifest =
                Json.read(
                        Files.readString(SIGNED.resolve("model/model.json")), ModelManifest.class);
        List<Source> sources = List.of(source("model.json"), source("weights.bin"));
        version = new ModelVersion(manifest, "b".repeat(64), Credit.START, sources);
        models.register(version, "unit");
    }

    private void sign(String name) throws IOException {
        byte[] content = Files.readAllBytes(SIGNED.resolve(name));
        if (ModelSignature.read(content) instanceof Reading.Read(ModelSignature signature)) {
            Source source =
                    new Source(
                            "models/signed/v1/model.sig", "1", signature.sha256(), content.length);
            models.register(
                    new SignatureRecord(version.reference(), Credit.START, source, signature),
                    "models/signed/v1/model.sig");
        }
    }

    private void trust(String key) throws IOException {
        var gate = Json.object().put("gate", "signed");
        gate.putArray("criteria")
                .addObject()
                .put("id", "signed")
                .put("rule", "signed")
                .putArray("keys")
                .add(Files.readString(SIGNED.resolve(key), StandardCharsets.UTF_8));
        models.register(new GateRevision("signed", "g".repeat(64), Credit.START, gate), "gate");
    }

    @Test
    void withoutOneItShowsNone() {
        assertThat(client.get(PATH).json().path("signatures")).isEmpty();
        assertThat(page()).contains("Signed<dd>no");
    }

    @Test
    void eachIsShownWithWhetherItCountsByTheGate() throws IOException {
        sign("p256.sig");
        assertThat(page()).contains("the gate names nobody to trust");
        trust("p256.pem");
        sign("altered.sig");

        JsonNode signatures = client.get(PATH).json().path("signatures");

        assertThat(signatures.size()).isEqualTo(2);
        assertThat(signatures.findValuesAsString("by"))
                .singleElement()
                .asString()
                .startsWith("the key sha256:");
        assertThat(signatures.findValuesAsString("reason"))
                .singleElement()
                .asString()
                .contains("is not what was signed");
        assertThat(page()).contains("with the key sha256:").contains("not validly: ");
        assertThat(client.get(PATH + "/bom").body()).contains("assay:signature");
    }

    private String page() {
        return client.get(PATH, "Accept", "text/html").body();
    }
}
