package assay.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether files are signed by somebody who is trusted.
public sealed interface Signing {

    /// They are.
    ///
    /// @param by whose key, or certificate, with its SHA-256
    /// @param signature the SHA-256 of the signature's file
    record Signed(String by, String signature) implements Signing {}

    /// There is no signature.
    record Unsigned() implements Signing {}

    /// There is one, and it does not count.
    ///
    /// @param because one sentence for a person, without a full stop
    record Distrusted(String because) implements Signing {}

    /// One signature that counts is enough. Of several the answer is the same in whatever order
    /// they came.
    ///
    /// @param files that must be signed: the SHA-256 of each by its name
    static Signing of(List<ModelSignature> signatures, Map<String, String> files, Trust trust) {
        List<Signing> all =
                signatures.stream()
                        .sorted(Comparator.comparing(ModelSignature::sha256))
                        .map(s -> of(s, files, trust))
                        .toList();
        return all.stream()
                .filter(Signed.class::isInstance)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseGet(Unsigned::new);
    }

    private static Signing of(ModelSignature signature, Map<String, String> files, Trust trust) {
        try {
            Signing signing =
                    signature.certificates().isEmpty()
                            ? byKey(signature, trust)
                            : byCertificate(signature, trust);
            return signing instanceof Signed
                    ? uncovered(signature.files(), files)
                            .<Signing>map(Distrusted::new)
                            .orElse(signing)
                    : signing;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return new Distrusted("the signature cannot be read: " + e.getMessage());
        }
    }

    private static Signing byKey(ModelSignature signature, Trust trust)
            throws GeneralSecurityException {
        boolean meant = false;
        for (String pem : trust.keys()) {
            ECPublicKey key = Trust.key(pem);
            if (fits(signature, key)) {
                return new Signed(
                        "the key sha256:" + Trust.hex(key.getEncoded()), signature.sha256());
            }
            meant |= Trust.hint(key).equals(signature.keyHint());
        }
        return new Distrusted(
                meant
                        ? "the signature does not fit what it states: it was altered, or damaged"
                        : "it is signed with a key that the gate does not trust"
                                + (signature.keyHint() == null
                                        ? ""
                                        : " (hint " + signature.keyHint() + ")"));
    }

    private static Signing byCertificate(ModelSignature signature, Trust trust)
            throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        for (String der : signature.certificates()) {
            chain.add(Trust.certificate(Base64.getDecoder().decode(der)));
        }
        X509Certificate signer = chain.getFirst();
        String name =
                "the certificate %s sha256:%s"
                        .formatted(
                                signer.getSubjectX500Principal().getName(),
                                Trust.hex(signer.getEncoded()));
        Optional<String> distrust = distrust(chain, trust);
        if (distrust.isPresent()) {
            return new Distrusted("it is signed with " + name + ", " + distrust.get());
        }
        if (!maySign(signer)) {
            return new Distrusted("it is signed with " + name + ", which is not for signing");
        }
        if (!(signer.getPublicKey() instanceof ECPublicKey key) || !fits(signature, key)) {
            return new Distrusted("the signature does not fit what it states, or not " + name);
        }
        return new Signed(name, signature.sha256());
    }

    /// As the tool that signs does it, a certificate is asked for what it was when it began to
    /// hold: models outlive certificates, and a signature bears no time that could be trusted.
    private static Optional<String> distrust(List<X509Certificate> chain, Trust trust)
            throws GeneralSecurityException {
        X509Certificate signer = chain.getFirst();
        Set<TrustAnchor> anchors = new HashSet<>();
        for (String pem : trust.certificates()) {
            X509Certificate trusted = Trust.certificate(pem.getBytes(StandardCharsets.UTF_8));
            if (trusted.equals(signer)) {
                return Optional.empty();
            }
            anchors.add(new TrustAnchor(trusted, null));
        }
        if (anchors.isEmpty()) {
            return Optional.of("and the gate trusts no certificate");
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(signer.getNotBefore());
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.empty();
        } catch (CertPathBuilderException e) {
            return Optional.of(
                    "for which no certificate vouches that the gate trusts: " + e.getMessage());
        }
    }

    private static boolean maySign(X509Certificate certificate) throws GeneralSecurityException {
        boolean[] usage = certificate.getKeyUsage();
        List<String> extended = certificate.getExtendedKeyUsage();
        return usage != null && usage[0]
                || extended != null && extended.contains("1.3.6.1.5.5.7.3.3");
    }

    private static boolean fits(ModelSignature signature, ECPublicKey key)
            throws GeneralSecurityException {
        Optional<String> hash = Trust.hash(key);
        if (hash.isEmpty()) {
            return false;
        }
        Signature verifier = Signature.getInstance(hash.get() + "withECDSA");
        verifier.initVerify(key);
        verifier.update(signature.framed());
        try {
            return verifier.verify(Base64.getDecoder().decode(signature.signature()));
        } catch (java.security.SignatureException malformed) {
            return false;
        }
    }

    private static Optional<String> uncovered(
            Map<String, String> signed, Map<String, String> files) {
        for (Map.Entry<String, String> file : new java.util.TreeMap<>(files).entrySet()) {
            String digest = signed.get(file.getKey());
            if (digest == null) {
                return Optional.of(
                        "the signature does not cover "
                                + file.getKey()
                                + "; sign the version's folder as it is uploaded");
            }
            if (!digest.equals(file.getValue())) {
                return Optional.of(
                        "%s is not what was signed: it has sha256 %s, the signature states %s"
                                .formatted(file.getKey(), file.getValue(), digest));
            }
        }
        return Optional.empty();
    }
}
