package assay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Key texts of any length in key attributes of limited length.
///
/// A text that does not fit is stored as its beginning, `#`, and its digest; the item holds the
/// text in full beside it. Texts that fit are stored as they are.
enum KeyText {
    PARTITION(2048),
    SORT(1024);

    /// `#` and 64 hexadecimal digits.
    private static final int DIGEST = 65;

    private final int mostBytes;

    KeyText(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    boolean fits(String text) {
        return text.length() <= mostBytes / 3 || text.getBytes(UTF_8).length <= mostBytes;
    }

    /// What a key attribute holds for it.
    String stored(String text) {
        return fits(text) ? text : beginning(text) + "#" + Sha256.hex(text.getBytes(UTF_8));
    }

    /// What is stored for every text that starts so, starts so; other texts may too if this is
    /// shorter than the prefix.
    String storedPrefix(String prefix) {
        return beginning(prefix);
    }

    private String beginning(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int end = mostBytes - DIGEST;
        if (bytes.length <= end) {
            return text;
        }
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, UTF_8);
    }
}
