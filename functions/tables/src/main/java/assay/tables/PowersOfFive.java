package assay.tables;

import java.math.BigInteger;

/// The 128 leading bits of each power of five that a double can need, cut off; the reciprocals that
/// 128 bits hold with certainty (to 5^-27) are rounded up.
final class PowersOfFive {
    static final int LEAST = -342;
    static final int MOST = 308;

    private static final int BITS = 128;
    private static final int ROUNDED_UP = 27;
    private static final long[] WORDS = new long[2 * (MOST - LEAST + 1)];

    static {
        BigInteger power = BigInteger.ONE;
        for (int q = 0; q <= -LEAST; q++) {
            if (q <= MOST) {
                store(q, leading(power));
            }
            if (q > 0) {
                store(
                        -q,
                        q <= ROUNDED_UP
                                ? reciprocal(power).add(BigInteger.ONE)
                                : reciprocal(power));
            }
            power = power.multiply(BigInteger.valueOf(5));
        }
    }

    private PowersOfFive() {}

    static long high(int q) {
        return WORDS[2 * (q - LEAST)];
    }

    static long low(int q) {
        return WORDS[2 * (q - LEAST) + 1];
    }

    private static BigInteger reciprocal(BigInteger power) {
        return BigInteger.ONE.shiftLeft(power.bitLength() + BITS - 1).divide(power);
    }

    private static BigInteger leading(BigInteger value) {
        return value.shiftRight(value.bitLength() - BITS);
    }

    private static void store(int q, BigInteger value) {
        WORDS[2 * (q - LEAST)] = value.shiftRight(Long.SIZE).longValue();
        WORDS[2 * (q - LEAST) + 1] = value.longValue();
    }
}
