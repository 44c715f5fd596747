package assay.signature;

import java.util.List;
import java.util.Map;

/// Files, and the signatures that came with them.
///
/// @param files the SHA-256 of each, in hexadecimal, by its name
/// @param signatures in no order that matters
public record SignedFiles(Map<String, String> files, List<ModelSignature> signatures) {

    public SignedFiles {
        files = Map.copyOf(files);
        signatures = List.copyOf(signatures);
    }

    /// Whether every file is signed by somebody who is trusted.
    public Signing by(Trust trust) {
        return Signing.of(signatures, files, trust);
    }
}
