package assay.tables;

import java.nio.charset.StandardCharsets;

/// Decimal numbers in ASCII to the nearest double, ties to even.
///
/// Short numbers go by Clinger's exact case (PLDI 1990), others of up to 19 digits by Lemire's
/// product of 128 bits (*Number Parsing at a Gigabyte per Second*, 2021, algorithm 1), the few that
/// either leaves open by the JDK.
final class Decimal {
    private static final int MOST_DIGITS = 19;
    private static final long EXACT_BELOW = 1L << 53;
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final int EXPONENT_IS_HUGE = 100_000;

    private Decimal() {}

    /// The number written in `bytes[from, to)`, or NaN if that is no decimal number.
    static double parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at++] == '-';
        }
        long digits = 0;
        int first = at;
        int digit;
        while (at < to && (digit = bytes[at] - '0') >= 0 && digit <= 9) {
            digits = digits * 10 + digit;
            at++;
        }
        int count = at - first;
        int exponent = 0;
        if (at < to && bytes[at] == '.') {
            int point = ++at;
            while (at < to && (digit = bytes[at] - '0') >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                at++;
            }
            exponent = point - at;
            count += at - point;
        }
        if (count == 0) {
            return Double.NaN;
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            int sign = ++at < to && (bytes[at] == '-' || bytes[at] == '+') ? bytes[at++] : '+';
            int power = 0;
            int start = at;
            while (at < to && (digit = bytes[at] - '0') >= 0 && digit <= 9) {
                power = Math.min(power * 10 + digit, EXPONENT_IS_HUGE);
                at++;
            }
            if (at == start) {
                return Double.NaN;
            }
            exponent += sign == '-' ? -power : power;
        }
        if (at < to) {
            return Double.NaN;
        }
        if (count > MOST_DIGITS) {
            return byTheJdk(bytes, from, to);
        }
        double magnitude = scaled(digits, exponent);
        if (Double.isNaN(magnitude)) {
            return byTheJdk(bytes, from, to);
        }
        return negative ? -magnitude : magnitude;
    }

    /// `digits * 10^exponent` to the nearest double, or NaN where this cannot tell.
    private static double scaled(long digits, int exponent) {
        if (digits >= 0 && digits < EXACT_BELOW && exponent >= -22 && exponent <= 22) {
            return exponent < 0
                    ? digits / EXACT_POWERS[-exponent]
                    : digits * EXACT_POWERS[exponent];
        }
        if (digits == 0 || exponent < PowersOfFive.LEAST) {
            return 0;
        }
        return exponent > PowersOfFive.MOST
                ? Double.POSITIVE_INFINITY
                : byProduct(digits, exponent);
    }

    private static double byProduct(long digits, int exponent) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long w = digits << zeros;
        long power = PowersOfFive.high(exponent);
        long high = Math.unsignedMultiplyHigh(w, power);
        long low = w * power;
        if ((high & 0x1FF) == 0x1FF) {
            long more = Math.unsignedMultiplyHigh(w, PowersOfFive.low(exponent));
            low += more;
            if (Long.compareUnsigned(low, more) < 0) {
                high++;
            }
        }
        if (low == -1 && (exponent < -27 || exponent > 55)) {
            return Double.NaN;
        }
        int upper = (int) (high >>> 63);
        long mantissa = high >>> (upper + 9);
        int binary = (((152170 + 65536) * exponent) >> 16) + 63 + upper - zeros + 1023;
        if (binary <= 0) {
            return subnormal(mantissa, binary);
        }
        boolean halfway =
                Long.compareUnsigned(low, 1) <= 0
                        && exponent >= -4
                        && exponent <= 23
                        && (mantissa & 3) == 1
                        && mantissa << (upper + 9) == high;
        if (halfway) {
            mantissa &= ~1L;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        if (mantissa >= 1L << 53) {
            mantissa = 1L << 52;
            binary++;
        }
        return binary >= 0x7FF
                ? Double.POSITIVE_INFINITY
                : Double.longBitsToDouble((long) binary << 52 | (mantissa & ((1L << 52) - 1)));
    }

    private static double subnormal(long mantissa, int binary) {
        if (1 - binary >= Long.SIZE) {
            return 0;
        }
        long shifted = mantissa >>> (1 - binary);
        return Double.longBitsToDouble((shifted + (shifted & 1)) >>> 1);
    }

    private static double byTheJdk(byte[] bytes, int from, int to) {
        return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }
}
