package assay.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Whose signatures count.
///
/// @param keys public keys in PEM, on the curves P-256, P-384 or P-521
/// @param certificates in PEM; a signer's certificate counts if it is one of these, or one of them
///   vouches for it
public record Trust(List<String> keys, List<String> certificates) {

    public Trust {
        keys = List.copyOf(keys);
        certificates = List.copyOf(certificates);
    }

    /// What is wrong with a key; empty if it can be used.
    public static Optional<String> faultOfKey(String pem) {
        try {
            return hash(key(pem)).isPresent()
                    ? Optional.empty()
                    : Optional.of("is on a curve other than P-256, P-384 and P-521");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of(
                    "is no public key of an elliptic curve in PEM (-----BEGIN PUBLIC KEY-----): "
                            + e.getMessage());
        }
    }

    /// What is wrong with a certificate; empty if it can be used.
    public static Optional<String> faultOfCertificate(String pem) {
        try {
            certificate(pem.getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.of(
                    "is no certificate in PEM (-----BEGIN CERTIFICATE-----): " + e.getMessage());
        }
    }

    static ECPublicKey key(String pem) throws GeneralSecurityException {
        String body =
                pem.replace("-----BEGIN PUBLIC KEY-----", "")
                        .replace("-----END PUBLIC KEY-----", "")
                        .replaceAll("\\s", "");
        return (ECPublicKey)
                KeyFactory.getInstance("EC")
                        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    static X509Certificate certificate(byte[] pemOrDer) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pemOrDer));
    }

    /// The hash that signatures of this key are over: as long as its curve. Empty for a curve that
    /// is not understood.
    static Optional<String> hash(ECPublicKey key) {
        return switch (key.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> Optional.of("SHA256");
            case 384 -> Optional.of("SHA384");
            case 521 -> Optional.of("SHA512");
            default -> Optional.empty();
        };
    }

    /// By which a bundle hints at its key: the SHA-256 of the PEM text, in lines of 64.
    static String hint(ECPublicKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
        return hex(pem.getBytes(StandardCharsets.UTF_8));
    }

    /// By which people know it: the SHA-256 of a key's, or certificate's, DER.
    static String hex(byte[] der) {
        MessageDigest digest = ModelSignature.hasher();
        return HexFormat.of().formatHex(digest.digest(der));
    }
}
