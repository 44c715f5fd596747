package assay.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// SHA-256, as records name content by.
public final class Digests {

    private Digests() {}

    /// A digest to be fed.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// In hexadecimal.
    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /// Of some lines of text, each closed by a newline, in hexadecimal.
    public static String ofLines(List<String> lines) {
        return sha256((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Of a group of files: the digest of what `sha256sum` prints of them, in the order of their
    /// names.
    ///
    /// @param below the prefix that their names are told without
    public static String ofFiles(String below, List<Source> files) {
        return ofLines(
                files.stream()
                        .map(f -> f.sha256() + "  " + f.key().substring(below.length()))
                        .sorted(java.util.Comparator.comparing(line -> line.substring(66)))
                        .toList());
    }

    /// The first eight bytes of a digest as a seed.
    public static long seed(String hex) {
        return Long.parseUnsignedLong(hex.substring(0, 16), 16);
    }
}
