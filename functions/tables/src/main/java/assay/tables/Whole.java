package assay.tables;

import java.util.Arrays;

/// Whole numbers in ASCII.
final class Whole {
    /// Stands for "no whole number of 64 bits"; the text of this very number is checked for by
    /// [#isLeast].
    static final long NONE = Long.MIN_VALUE;

    private static final byte[] LEAST = {
        '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8',
        '0', '8'
    };
    private static final int NEVER_OVERFLOWS = 18;

    private Whole() {}

    /// The number written in `bytes[from, to)`, or [#NONE].
    static long parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at++] == '-';
        }
        int first = at;
        long value = 0;
        int digit;
        while (at < to && (digit = bytes[at] - '0') >= 0 && digit <= 9) {
            if (at - first >= NEVER_OVERFLOWS && value > (Long.MAX_VALUE - digit) / 10) {
                return NONE;
            }
            value = value * 10 + digit;
            at++;
        }
        if (at == first || at < to) {
            return NONE;
        }
        return negative ? -value : value;
    }

    /// Whether `bytes[from, to)` writes the least number of 64 bits, which [#parse] cannot tell
    /// from a failure.
    static boolean isLeast(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, LEAST, 0, LEAST.length);
    }
}
