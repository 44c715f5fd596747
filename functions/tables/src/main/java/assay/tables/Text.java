package assay.tables;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Text as bytes: whether it is UTF-8, and how a message quotes it.
final class Text {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int QUOTED_AT_MOST = 40;

    private Text() {}

    /// Whether `bytes[from, to)` is well-formed UTF-8 (RFC 3629: no overlong form, no surrogate,
    /// nothing past U+10FFFF).
    static boolean isUtf8(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && ((long) EIGHT.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < to) {
            int length = bytes[at] >= 0 ? 1 : sequence(bytes, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /// The length of the well-formed sequence of two to four bytes at `at`, or 0.
    private static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead < 0xc2 || lead > 0xf4 || at + length > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /// Whether `bytes[from, to)` is `word` but for the case of letters; `word` is in lower case.
    static boolean isWord(byte[] bytes, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// `bytes[from, to)` in quotation marks for a message, shortened, with nothing that a terminal
    /// would act on.
    static String quoted(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + QUOTED_AT_MOST);
        return quoted(new String(bytes, from, end - from, StandardCharsets.UTF_8), end < to);
    }

    /// `text` in quotation marks for a message, shortened, with nothing that a terminal would act
    /// on.
    static String quoted(String text) {
        return text.length() > QUOTED_AT_MOST
                ? quoted(text.substring(0, QUOTED_AT_MOST), true)
                : quoted(text, false);
    }

    private static String quoted(String text, boolean shortened) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .forEach(point -> {
                    if (Character.isISOControl(point)) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", point));
                    } else {
                        quoted.appendCodePoint(point);
                    }
                });
        return quoted.append(shortened ? "…\"" : "\"").toString();
    }
}
