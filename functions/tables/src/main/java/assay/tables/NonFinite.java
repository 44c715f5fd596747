package assay.tables;

/// Numbers that are not plain decimals: NaN and the infinities by name, and decimals too large for
/// a double.
final class NonFinite {
    private NonFinite() {}

    /// The number in `bytes[from, to)` by name or as a decimal, or NaN if it is neither.
    static double parse(byte[] bytes, int from, int to) {
        if (isInfinity(bytes, from, to)) {
            return bytes[from] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Decimal.parse(bytes, from, to);
    }

    /// Whether `bytes[from, to)` says "not a number", with or without a sign, in any case.
    static boolean isNaN(byte[] bytes, int from, int to) {
        return Text.isWord(bytes, unsigned(bytes, from, to), to, "nan");
    }

    /// Whether `bytes[from, to)` says "infinity", with or without a sign, short or long, in any
    /// case.
    static boolean isInfinity(byte[] bytes, int from, int to) {
        int start = unsigned(bytes, from, to);
        return Text.isWord(bytes, start, to, "inf") || Text.isWord(bytes, start, to, "infinity");
    }

    private static int unsigned(byte[] bytes, int from, int to) {
        return from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    }
}
