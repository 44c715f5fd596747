package assay.tables;

import java.util.Arrays;

/// Goes from field to field of a CSV block (RFC 4180: commas, quotation marks doubled inside
/// quotation marks).
final class CsvCursor {
    private final int fieldBytes;
    private final Block block;
    private final byte[] source;
    private int at;

    /// The present field is `bytes[from, to)`.
    byte[] bytes;

    int from;
    int to;

    /// Whether the present field stood in quotation marks.
    boolean quoted;

    /// Whether the present field is the last of its record.
    boolean endsRecord = true;

    CsvCursor(Block block, int fieldBytes) {
        this.block = block;
        this.source = block.bytes;
        this.bytes = block.bytes;
        this.at = block.start;
        this.fieldBytes = fieldBytes;
    }

    /// Where the next field starts.
    int position() {
        return at;
    }

    /// Whether another record starts here.
    boolean hasRecord() {
        return at < block.end;
    }

    /// Passes over an empty line, and answers whether there was one.
    boolean skippedEmptyLine() {
        int first = source[at] == '\r' && at + 1 < block.end ? at + 1 : at;
        if (source[first] != '\n') {
            return false;
        }
        at = first + 1;
        return true;
    }

    /// Goes to the next field.
    void next() throws Refusal {
        int end = block.end;
        int p = at;
        from = p;
        if (p < end && source[p] == '"') {
            nextQuoted(p + 1);
        } else {
            bytes = source;
            quoted = false;
            while (p < end && isPlain(source[p])) {
                p++;
            }
            to = p;
            finish(p);
        }
        if (to - from > fieldBytes) {
            throw new Refusal(
                    "a value of %d bytes, above the limit of %d".formatted(to - from, fieldBytes));
        }
    }

    private static boolean isPlain(byte b) {
        return b > ',' || b < 0 || (b != ',' && b != '\n' && b != '\r' && b != '"');
    }

    private void nextQuoted(int first) throws Refusal {
        quoted = true;
        int close = closing(first);
        if (close + 1 >= block.end || source[close + 1] != '"') {
            bytes = source;
            from = first;
            to = close;
        } else {
            close = unescape(first, close);
        }
        finish(close + 1);
    }

    /// Copies the field without the doubling of its quotation marks, and answers where it closes.
    private int unescape(int first, int firstPair) throws Refusal {
        byte[] plain = new byte[Math.max(64, 2 * (firstPair - first))];
        int length = 0;
        int start = first;
        int close = firstPair;
        while (true) {
            boolean pair = close + 1 < block.end && source[close + 1] == '"';
            int until = pair ? close + 1 : close;
            int more = until - start;
            if (length + more > plain.length) {
                plain = Arrays.copyOf(plain, 2 * (length + more));
            }
            System.arraycopy(source, start, plain, length, more);
            length += more;
            if (!pair) {
                bytes = plain;
                from = 0;
                to = length;
                return close;
            }
            start = close + 2;
            close = closing(start);
        }
    }

    /// The next quotation mark from `p` on.
    private int closing(int p) throws Refusal {
        int end = block.end;
        int close = p;
        while (close < end && source[close] != '"') {
            close++;
        }
        if (close == end) {
            throw block.last
                    ? new Refusal("a quotation mark is opened and never closed")
                    : tooLong();
        }
        return close;
    }

    /// Steps over what ends the field at `p`.
    private void finish(int p) throws Refusal {
        if (p == block.end) {
            if (!block.last) {
                throw tooLong();
            }
            endsRecord = true;
            at = p;
        } else if (source[p] == ',') {
            endsRecord = false;
            at = p + 1;
        } else if (source[p] == '\n') {
            endsRecord = true;
            at = p + 1;
        } else if (source[p] == '\r' && p + 1 < block.end && source[p + 1] == '\n') {
            endsRecord = true;
            at = p + 2;
        } else if (source[p] == '\r' && p + 1 == block.end && block.last) {
            endsRecord = true;
            at = p + 1;
        } else if (source[p] == '\r') {
            throw new Refusal(
                    "a carriage return without a line feed; put the value in quotation marks, or end lines by \\n or \\r\\n");
        } else if (quoted) {
            throw new Refusal(
                    "text after a closing quotation mark, where a comma or a new line should be");
        } else {
            throw new Refusal(
                    "a quotation mark inside a value; put the whole value in quotation marks and double those inside");
        }
    }

    private Refusal tooLong() {
        return new Refusal(
                "longer than %d bytes, the limit for one record"
                        .formatted(block.end - block.start));
    }
}
