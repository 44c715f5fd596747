package assay.tables;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Goes through one line of JSON (RFC 8259), token by token. NaN and Infinity count as numbers, as
/// Python writes them.
final class JsonCursor {
    private final int fieldBytes;
    private final int nesting;
    private byte[] source = {};
    private int at;
    private int end;
    private byte[] unescaped = new byte[64];

    /// The present string or bare word is `bytes[from, to)`.
    byte[] bytes = source;

    int from;
    int to;

    JsonCursor(int fieldBytes, int nesting) {
        this.fieldBytes = fieldBytes;
        this.nesting = nesting;
    }

    /// Goes to the line `source[at, end)`.
    void start(byte[] source, int at, int end) {
        this.source = source;
        this.at = at;
        this.end = end;
    }

    /// The next byte that is no white space, or -1 at the end of the line.
    int peek() {
        while (at < end && isSpace(source[at])) {
            at++;
        }
        return at < end ? source[at] & 0xff : -1;
    }

    /// Steps over the next token, which must be `token`.
    void expect(char token, String where) throws Refusal {
        if (peek() != token) {
            throw new Refusal("%s should be a %s, and is %s".formatted(where, token, here()));
        }
        at++;
    }

    /// Steps over `token` if it comes next, and answers whether it did.
    boolean skipped(char token) {
        if (peek() == token) {
            at++;
            return true;
        }
        return false;
    }

    /// What comes next, for a message.
    String here() {
        return peek() < 0 ? "the end of the line" : Text.quoted(source, at, end);
    }

    /// Takes the string that comes next.
    void string() throws Refusal {
        expect('"', "a string");
        int p = at;
        while (p < end
                && source[p] != '"'
                && source[p] != '\\'
                && (source[p] >= ' ' || source[p] < 0)) {
            p++;
        }
        if (p < end && source[p] == '"') {
            bytes = source;
            from = at;
            to = p;
            at = p + 1;
        } else {
            escapedString(p);
        }
        checkLength();
    }

    /// Takes the number or word that comes next.
    void bare() throws Refusal {
        peek();
        int p = at;
        while (p < end && isBare(source[p])) {
            p++;
        }
        if (p == at) {
            throw new Refusal("a value should be here, and there is " + here());
        }
        bytes = source;
        from = at;
        to = p;
        at = p;
        checkLength();
    }

    /// Whether the present bare word is this one.
    boolean isWord(String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the present bare word is true, false or a number.
    boolean isScalar() {
        return isWord("true")
                || isWord("false")
                || !Double.isNaN(NonFinite.parse(bytes, from, to))
                || isWord("NaN");
    }

    /// Passes over a value of any kind.
    void skip() throws Refusal {
        int depth = 0;
        do {
            switch (peek()) {
                case '{', '[' -> {
                    at++;
                    if (++depth > nesting) {
                        throw new Refusal("nested deeper than %d, the limit".formatted(nesting));
                    }
                }
                case '}', ']' -> {
                    at++;
                    depth--;
                }
                case ',', ':' -> at++;
                case '"' -> string();
                default -> bare();
            }
        } while (depth > 0);
        if (depth < 0) {
            throw new Refusal("a value should be here, and there is a closing bracket");
        }
    }

    private void checkLength() throws Refusal {
        if (to - from > fieldBytes) {
            throw new Refusal(
                    "a value of %d bytes, above the limit of %d".formatted(to - from, fieldBytes));
        }
    }

    private void escapedString(int firstUnusual) throws Refusal {
        int length = firstUnusual - at;
        int p = firstUnusual;
        ensure(length);
        System.arraycopy(source, at, unescaped, 0, length);
        while (true) {
            if (p >= end) {
                throw new Refusal("a string is not closed in its line");
            }
            byte b = source[p++];
            if (b == '"') {
                break;
            }
            if (b >= 0 && b < ' ') {
                throw new Refusal(
                        "a control character in a string; write it as \\u00%02x".formatted(b));
            }
            ensure(length + 4);
            if (b != '\\') {
                unescaped[length++] = b;
                continue;
            }
            int escape = p < end ? source[p++] : -1;
            if (escape == 'u') {
                int unit = hex(p);
                p += 4;
                int point = unit;
                if (Character.isSurrogate((char) unit)) {
                    boolean paired =
                            Character.isHighSurrogate((char) unit)
                                    && p + 1 < end
                                    && source[p] == '\\'
                                    && source[p + 1] == 'u';
                    int low = paired ? hex(p + 2) : 0;
                    if (!Character.isLowSurrogate((char) low)) {
                        throw new Refusal("half a surrogate pair in a string");
                    }
                    p += 6;
                    point = Character.toCodePoint((char) unit, (char) low);
                }
                byte[] encoded = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, unescaped, length, encoded.length);
                length += encoded.length;
            } else {
                unescaped[length++] = plain(escape);
            }
        }
        at = p;
        bytes = unescaped;
        from = 0;
        to = length;
    }

    private static byte plain(int escape) throws Refusal {
        return switch (escape) {
            case '"', '\\', '/' -> (byte) escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new Refusal("a backslash in a string that escapes nothing");
        };
    }

    private int hex(int p) throws Refusal {
        if (p + 4 > end) {
            throw new Refusal("a string is not closed in its line");
        }
        int value = 0;
        for (int i = p; i < p + 4; i++) {
            int digit = Character.digit(source[i], 16);
            if (digit < 0) {
                throw new Refusal("\\u in a string without four hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private void ensure(int length) {
        if (length > unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, 2 * length);
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean isBare(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '-'
                || b == '+'
                || b == '.';
    }
}
