package assay.statistics.paired;

/// Halves a range of doubles by how many doubles it holds, not by how long it is.
final class Bits {

    private Bits() {}

    /// The middle one of the doubles from `low` to `high`.
    static double between(double low, double high) {
        long from = place(low);
        long to = place(high);
        return at(from + (to - from >>> 1));
    }

    private static long place(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    private static double at(long place) {
        return Double.longBitsToDouble(place ^ (place >> 63 & Long.MAX_VALUE));
    }
}
