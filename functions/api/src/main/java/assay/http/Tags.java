package assay.http;

import assay.ledger.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Entity tags, as RFC 9110, section 8.8.3, has them.
public final class Tags {

    private Tags() {}

    /// Names a state.
    public static String quoted(String state) {
        return '"' + state + '"';
    }

    /// Names a text by its content.
    static String of(String text) {
        return quoted(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 20));
    }

    /// Whether one of the tags in an `If-Match` header is this one, by strong comparison.
    public static boolean matches(String header, String tag) {
        return Arrays.stream(header.split(","))
                .map(String::trim)
                .anyMatch(t -> t.equals("*") || t.equals(tag));
    }

    /// Whether one of the tags in an `If-None-Match` header is this one, by weak comparison.
    static boolean matchesWeakly(String header, String tag) {
        return Arrays.stream(header.split(","))
                .map(String::trim)
                .anyMatch(t -> t.equals("*") || t.equals(tag) || t.equals("W/" + tag));
    }
}
