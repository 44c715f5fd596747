package assay.signature;

import assay.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a `model.sig` says, before anybody is trusted: a Sigstore bundle, version 0.3, that holds a
/// DSSE envelope with an in-toto statement of the predicate `https://model_signing/signature/v1.0`.
///
/// @param sha256 of the file, in hexadecimal
/// @param payload the statement, in base64
/// @param signature over it, in base64
/// @param keyHint of the key that made it: the SHA-256 of its PEM text; `null` where it gives none,
///   or was made with a certificate
/// @param certificates the signer's, then those above it, DER in base64; empty for a bare key
public record ModelSignature(
        String sha256,
        String payload,
        String signature,
        @Nullable String keyHint,
        List<String> certificates) {

    /// A larger file is no signature.
    public static final int MOST_BYTES = 1 << 20;

    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String PAYLOAD = "application/vnd.in-toto+json";
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "https://model_signing/signature/v1.0";

    public ModelSignature {
        certificates = certificates == null ? List.of() : List.copyOf(certificates);
    }

    /// A signature, or what is wrong with the file.
    public sealed interface Reading {
        /// In order; that says nothing of whether it is valid.
        record Read(ModelSignature signature) implements Reading {}

        /// Not in order.
        ///
        /// @param pointer to the fault, an RFC 6901 JSON pointer
        /// @param because what is wrong, and what to do
        record Faulty(String pointer, String because) implements Reading {}
    }

    /// Reads a bundle.
    public static Reading read(byte[] content) {
        if (content.length > MOST_BYTES) {
            return tooLarge();
        }
        try {
            return read(Json.tree(content), HexFormat.of().formatHex(digest(content)));
        } catch (JacksonException e) {
            return new Reading.Faulty("", "is no JSON: " + e.getOriginalMessage());
        } catch (Malformed e) {
            return new Reading.Faulty(e.pointer, e.because);
        }
    }

    /// What is said of a file that nobody need read.
    public static Reading tooLarge() {
        return new Reading.Faulty(
                "", "is larger than a signature may be, " + MOST_BYTES + " bytes");
    }

    private static Reading read(JsonNode bundle, String sha256) {
        require(bundle, "/mediaType", BUNDLE);
        require(bundle, "/dsseEnvelope/payloadType", PAYLOAD);
        JsonNode signatures = bundle.at("/dsseEnvelope/signatures");
        if (signatures.size() != 1) {
            throw new Malformed(
                    "/dsseEnvelope/signatures",
                    "holds " + signatures.size() + " signatures, not 1");
        }
        base64(bundle, "/dsseEnvelope/signatures/0/sig");
        byte[] statement = base64(bundle, "/dsseEnvelope/payload");
        JsonNode material = bundle.path("verificationMaterial");
        List<String> certificates = new ArrayList<>();
        JsonNode chain = material.at("/x509CertificateChain/certificates");
        for (int i = 0; i < chain.size(); i++) {
            String at =
                    "/verificationMaterial/x509CertificateChain/certificates/" + i + "/rawBytes";
            base64(bundle, at);
            certificates.add(bundle.at(at).asString());
        }
        if (certificates.isEmpty() && !material.has("publicKey")) {
            throw new Malformed(
                    "/verificationMaterial",
                    "names neither a key nor a chain of certificates; sign with `model_signing sign key` or `sign certificate`, the other ways are not verified here");
        }
        ModelSignature signature =
                new ModelSignature(
                        sha256,
                        bundle.at("/dsseEnvelope/payload").asString(),
                        bundle.at("/dsseEnvelope/signatures/0/sig").asString(),
                        hint(material),
                        certificates);
        files(statement);
        return new Reading.Read(signature);
    }

    private static @Nullable String hint(JsonNode material) {
        JsonNode hint = material.at("/publicKey/hint");
        return hint.isString() ? hint.asString() : null;
    }

    /// The SHA-256 of each file that the statement names.
    ///
    /// @throws IllegalArgumentException if the statement is not in order, which {@link #read} rules
    ///   out
    public Map<String, String> files() {
        return files(statement());
    }

    /// The bytes that were signed, without DSSE's frame.
    byte[] statement() {
        return Base64.getDecoder().decode(payload);
    }

    /// What the signature is over: DSSE's pre-authentication encoding.
    byte[] framed() {
        byte[] statement = statement();
        byte[] head =
                "DSSEv1 %d %s %d "
                        .formatted(PAYLOAD.length(), PAYLOAD, statement.length)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] framed = java.util.Arrays.copyOf(head, head.length + statement.length);
        System.arraycopy(statement, 0, framed, head.length, statement.length);
        return framed;
    }

    private static Map<String, String> files(byte[] statement) {
        JsonNode json = Json.tree(statement);
        requireSigned(json, "/_type", STATEMENT);
        requireSigned(json, "/predicateType", PREDICATE);
        requireSigned(json, "/predicate/serialization/method", "files");
        Map<String, String> files = new LinkedHashMap<>();
        MessageDigest root = hasher();
        for (JsonNode resource : json.at("/predicate/resources")) {
            String name = resource.path("name").asString("");
            String digest = resource.path("digest").asString("");
            if (!resource.path("algorithm").asString("").equals("sha256")
                    || !digest.matches("[0-9a-f]{64}")) {
                throw new Malformed(
                        "/dsseEnvelope/payload",
                        "names '" + name + "' without a sha256; sign with the hash sha256");
            }
            root.update(HexFormat.of().parseHex(digest));
            if (files.put(name, digest) != null) {
                throw new Malformed("/dsseEnvelope/payload", "names '" + name + "' twice");
            }
        }
        JsonNode subjects = json.path("subject");
        String whole = HexFormat.of().formatHex(root.digest());
        if (subjects.size() != 1
                || !subjects.path(0).at("/digest/sha256").asString("").equals(whole)) {
            throw new Malformed(
                    "/dsseEnvelope/payload",
                    "contradicts itself: its files do not make up its subject's digest");
        }
        return files;
    }

    private static void requireSigned(JsonNode statement, String pointer, String value) {
        String found = statement.at(pointer).asString("");
        if (!found.equals(value)) {
            throw new Malformed(
                    "/dsseEnvelope/payload",
                    "states '%s' at %s, where '%s' is understood".formatted(found, pointer, value));
        }
    }

    private static void require(JsonNode json, String pointer, String value) {
        String found = json.at(pointer).asString("");
        if (!found.equals(value)) {
            throw new Malformed(
                    pointer, "is '%s', where '%s' is understood".formatted(found, value));
        }
    }

    private static byte[] base64(JsonNode json, String pointer) {
        String text = json.at(pointer).asString("");
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new Malformed(pointer, "is not base64: " + e.getMessage());
        }
        throw new Malformed(pointer, "is missing");
    }

    private static byte[] digest(byte[] content) {
        return hasher().digest(content);
    }

    static MessageDigest hasher() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final String pointer;
        private final String because;

        Malformed(String pointer, String because) {
            super(pointer + " " + because);
            this.pointer = pointer;
            this.because = because;
        }
    }
}
