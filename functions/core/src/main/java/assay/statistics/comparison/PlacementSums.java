package assay.statistics.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// Whole numbers of up to 32 bits and sign, summed without rounding.
///
/// @param count of numbers
/// @param sum of them
/// @param low the sum of their squares' last 32 bits
/// @param high the sum of their squares' other bits
record PlacementSums(long count, long sum, long low, long high) {

    static final PlacementSums NONE = new PlacementSums(0, 0, 0, 0);

    /// The last 32 bits.
    static final long LOW = 0xFFFF_FFFFL;

    PlacementSums plus(PlacementSums other) {
        return new PlacementSums(
                count + other.count, sum + other.sum, low + other.low, high + other.high);
    }

    double mean() {
        return (double) sum / count;
    }

    /// The variance of the numbers, `count - 1` degrees of freedom, and 0 only if none differs.
    double variance() {
        var n = BigInteger.valueOf(count);
        var squares = BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
        var centred = n.multiply(squares).subtract(BigInteger.valueOf(sum).pow(2));
        var degrees = n.multiply(BigInteger.valueOf(count - 1));
        return new BigDecimal(centred)
                .divide(new BigDecimal(degrees), MathContext.DECIMAL64)
                .doubleValue();
    }
}
