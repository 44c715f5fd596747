package assay.signature;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.ledger.Digests;
import assay.signature.ModelSignature.Reading;
import assay.signature.Signing.Distrusted;
import assay.signature.Signing.Signed;
import assay.signature.Signing.Unsigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Against signatures that OpenSSF's own tool made.
class SigningTest {

    private static final Path FOLDER = Path.of("src/test/resources/signature");

    private static final Map<String, String> FILES =
            Map.of(
                    "model.json", digest("model/model.json"),
                    "weights.bin", digest("model/weights.bin"));

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static String digest(String name) {
        return Digests.sha256(bytes(name));
    }

    private static ModelSignature signature(String name) {
        return read(bytes(name));
    }

    private static ModelSignature read(byte[] content) {
        return switch (ModelSignature.read(content)) {
            case Reading.Read(ModelSignature signature) -> signature;
            case Reading.Faulty(String pointer, String because) ->
                    throw new AssertionError(pointer + " " + because);
        };
    }

    private static Trust key(String name) {
        return new Trust(List.of(text(name)), List.of());
    }

    private static Trust certificate(String name) {
        return new Trust(List.of(), List.of(text(name)));
    }

    private static Signing of(String signature, Trust trust) {
        return Signing.of(List.of(signature(signature)), FILES, trust);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521"})
    void aKeyThatIsTrustedCounts(String curve) {
        assertThat(of(curve + ".sig", key(curve + ".pem")))
                .isInstanceOfSatisfying(
                        Signed.class,
                        s -> {
                            assertThat(s.by()).matches("the key sha256:[0-9a-f]{64}");
                            assertThat(s.signature()).isEqualTo(digest(curve + ".sig"));
                        });
    }

    @Test
    void anotherKeyDoesNot() {
        assertThat(of("p256.sig", key("p384.pem")))
                .isInstanceOfSatisfying(
                        Distrusted.class, v -> assertThat(v.because()).contains("does not trust"));
    }

    @Test
    void aCertificateCountsThatATrustedOneVouchesFor() {
        assertThat(of("certificate.sig", certificate("root.crt")))
                .isInstanceOfSatisfying(
                        Signed.class, s -> assertThat(s.by()).contains("CN=signer"));
    }

    @ParameterizedTest
    @CsvSource({
        "certificate.sig, stranger.crt, vouches",
        "not-for-signing.sig, root.crt, not for signing",
    })
    void othersDoNot(String signature, String trusted, String because) {
        assertThat(of(signature, certificate(trusted)))
                .isInstanceOfSatisfying(
                        Distrusted.class, v -> assertThat(v.because()).contains(because));
    }

    @Test
    void theSignersOwnCertificateMayBeTrustedByItself() {
        ModelSignature signature = signature("certificate.sig");
        String pem =
                "-----BEGIN CERTIFICATE-----\n"
                        + signature.certificates().getFirst()
                        + "\n-----END CERTIFICATE-----\n";

        assertThat(Signing.of(List.of(signature), FILES, new Trust(List.of(), List.of(pem))))
                .isInstanceOf(Signed.class);
    }

    @Test
    void aKeyIsNoCertificateAndTheOtherWayRound() {
        assertThat(of("certificate.sig", key("p256.pem"))).isInstanceOf(Distrusted.class);
        assertThat(of("p256.sig", certificate("root.crt"))).isInstanceOf(Distrusted.class);
    }

    @Test
    void whatIsNotCoveredOrWasAlteredDoesNotCount() {
        assertThat(of("part.sig", key("p256.pem")))
                .isInstanceOfSatisfying(
                        Distrusted.class,
                        v -> assertThat(v.because()).contains("does not cover model.json"));
        assertThat(of("altered.sig", key("p256.pem")))
                .isInstanceOfSatisfying(
                        Distrusted.class,
                        v ->
                                assertThat(v.because())
                                        .contains("weights.bin is not what was signed"));
    }

    @Test
    void noSignatureIsUnsigned() {
        assertThat(Signing.of(List.of(), FILES, key("p256.pem"))).isEqualTo(new Unsigned());
    }

    @Test
    void ofSeveralOneThatCountsIsEnoughInAnyOrder() {
        List<ModelSignature> all =
                new ArrayList<>(
                        List.of(
                                signature("altered.sig"),
                                signature("certificate.sig"),
                                signature("p256.sig"),
                                signature("part.sig")));
        Signing first = Signing.of(all, FILES, key("p256.pem"));
        assertThat(first).isInstanceOf(Signed.class);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(all, new Random(i));
            assertThat(Signing.of(all, FILES, key("p256.pem"))).isEqualTo(first);
            assertThat(Signing.of(all.subList(0, 1), FILES, certificate("stranger.crt")))
                    .isInstanceOf(Distrusted.class);
        }
    }

    /// Whichever byte of the statement is changed, the signature counts no more; most changes make
    /// it unreadable before that.
    @Test
    void anAlteredStatementNeverCounts() {
        ModelSignature sound = signature("p256.sig");
        byte[] statement = Base64.getDecoder().decode(sound.payload());
        int read = 0;
        for (int at = 0; at < statement.length; at++) {
            byte[] altered = statement.clone();
            altered[at] ^= 1;
            ObjectNode bundle = (ObjectNode) Json.tree(bytes("p256.sig"));
            ((ObjectNode) bundle.path("dsseEnvelope"))
                    .put("payload", Base64.getEncoder().encodeToString(altered));
            if (ModelSignature.read(Json.bytes(bundle)) instanceof Reading.Read(var signature)) {
                read++;
                assertThat(Signing.of(List.of(signature), FILES, key("p256.pem")))
                        .as("byte %d", at)
                        .isInstanceOf(Distrusted.class);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void anAlteredSignatureNeverCounts() {
        byte[] value = Base64.getDecoder().decode(signature("p256.sig").signature());
        for (int at = 0; at < value.length; at++) {
            byte[] altered = value.clone();
            altered[at] ^= 1;
            ObjectNode bundle = (ObjectNode) Json.tree(bytes("p256.sig"));
            ((ObjectNode) bundle.at("/dsseEnvelope/signatures/0"))
                    .put("sig", Base64.getEncoder().encodeToString(altered));
            assertThat(Signing.of(List.of(read(Json.bytes(bundle))), FILES, key("p256.pem")))
                    .isInstanceOfSatisfying(
                            Distrusted.class, v -> assertThat(v.because()).contains("altered"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{nope|is no JSON",
                "[1]|/mediaType",
                "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.1+json\"}|v0.1",
            })
    void whatIsNoSignatureIsRefusedInWords(String content, String because) {
        assertThat(ModelSignature.read(content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        f -> assertThat(f.pointer() + " " + f.because()).contains(because));
    }

    @Test
    void aKeylessSignatureIsRefusedInWords() {
        ObjectNode bundle = (ObjectNode) Json.tree(bytes("p256.sig"));
        bundle.putObject("verificationMaterial").putObject("certificate").put("rawBytes", "AA==");

        assertThat(ModelSignature.read(Json.bytes(bundle)))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        f -> assertThat(f.because()).contains("model_signing sign key"));
        assertThat(ModelSignature.read(new byte[ModelSignature.MOST_BYTES + 1]))
                .isInstanceOf(Reading.Faulty.class);
    }

    @Test
    void itIsRecordedAndReadBack() {
        ModelSignature signature = signature("certificate.sig");
        assertThat(Json.read(Json.write(signature), ModelSignature.class)).isEqualTo(signature);
    }

    @Test
    void aKeyOrCertificateThatCannotBeUsedIsTold() {
        assertThat(Trust.faultOfKey(text("p256.pem"))).isEmpty();
        assertThat(Trust.faultOfKey("nonsense")).isPresent();
        assertThat(Trust.faultOfKey(text("root.crt"))).isPresent();
        assertThat(Trust.faultOfCertificate(text("root.crt"))).isEmpty();
        assertThat(Trust.faultOfCertificate(text("p256.pem"))).isPresent();
    }
}
