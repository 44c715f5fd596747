package assay.profile;

import java.util.List;
import java.util.Optional;

/// What one column holds.
///
/// @param rows nulls included
/// @param distinct how many different values there are; at least this many if not exact
/// @param distinctIsExact false where there are more values than are told apart
/// @param top the most frequent values; empty where there are more values than are told apart
/// @param numbers of columns of numbers that hold at least one finite one
public record ColumnProfile(
        String name,
        ColumnType type,
        long rows,
        long nulls,
        long distinct,
        boolean distinctIsExact,
        List<TopValue> top,
        Optional<Numbers> numbers) {

    public ColumnProfile {
        top = top == null ? List.of() : List.copyOf(top);
        if (!(nulls >= 0 && nulls <= rows)) {
            throw new IllegalArgumentException(nulls + " nulls in " + rows + " rows");
        }
    }

    /// A value and how often it occurs.
    public record TopValue(String value, long count) {}

    /// What the finite numbers of a column look like.
    ///
    /// @param finite how many there are; the other figures are about these
    /// @param notFinite how many are NaN or infinite
    /// @param standardDeviation unbiased variance's root; 0 for a single number
    /// @param percentiles 101 of them, from 0 (the least) to 100 (the greatest), Hyndman-Fan type 7
    /// @param histogram counts in bins of equal width from least to greatest, each bin closed
    ///   below, the last on both sides
    public record Numbers(
            long finite,
            long notFinite,
            double mean,
            double standardDeviation,
            List<Double> percentiles,
            List<Long> histogram) {
        public Numbers {
            percentiles = List.copyOf(percentiles);
            histogram = List.copyOf(histogram);
        }

        /// The least number.
        public double min() {
            return percentiles.getFirst();
        }

        /// The greatest number.
        public double max() {
            return percentiles.getLast();
        }

        /// The percentile `0 <= percent <= 100`.
        public double percentile(int percent) {
            return percentiles.get(percent);
        }
    }
}
