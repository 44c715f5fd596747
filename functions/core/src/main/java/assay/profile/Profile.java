package assay.profile;

import assay.statistics.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a table holds, column by column, in a size that does not grow with its rows.
public record Profile(long rows, List<ColumnProfile> columns) {
    private static final int TOP = 10;
    private static final int BINS = 20;

    public Profile {
        columns = columns == null ? List.of() : List.copyOf(columns);
    }

    /// The profile of `table`.
    public static Profile of(Table table) {
        List<ColumnProfile> columns = new ArrayList<>();
        for (String name : table.names()) {
            columns.add(of(name, table.column(name)));
        }
        return new Profile(table.rows(), columns);
    }

    private static ColumnProfile of(String name, Column column) {
        Tally tally = Tally.of(column);
        return new ColumnProfile(
                name,
                column.type(),
                column.size(),
                column.nulls(),
                Math.min(tally.distinct(), Tally.BOUND),
                tally.isComplete(),
                tally.top(TOP),
                numbers(column));
    }

    private static Optional<ColumnProfile.Numbers> numbers(Column column) {
        double[] sorted = Finite.sorted(column);
        if (sorted.length == 0) {
            return Optional.empty();
        }
        Moments moments = Moments.of(sorted);
        List<Double> percentiles = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent++) {
            percentiles.add(Finite.quantile(sorted, percent / 100.0));
        }
        return Optional.of(
                new ColumnProfile.Numbers(
                        sorted.length,
                        (long) column.size() - column.nulls() - sorted.length,
                        moments.mean(),
                        sorted.length < 2 ? 0 : moments.standardDeviation(),
                        percentiles,
                        histogram(sorted)));
    }

    private static List<Long> histogram(double[] sorted) {
        double least = sorted[0];
        double width = (sorted[sorted.length - 1] - least) / BINS;
        long[] counts = new long[BINS];
        for (double value : sorted) {
            counts[width > 0 ? Math.min((int) ((value - least) / width), BINS - 1) : 0]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
