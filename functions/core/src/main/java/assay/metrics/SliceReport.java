package assay.metrics;

import assay.statistics.Inference;
import assay.statistics.Inference.Inferred;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One metric on each part of the rows, with intervals that hold for all parts together.
///
/// @param metric its name
/// @param by the column that divides the rows
/// @param confidence that all intervals hold at once (Bonferroni)
/// @param slices those with rows, in the order of the column's values
/// @param worst the value of the slice with the worst estimate; empty if none has one
public record SliceReport(
        String metric, String by, double confidence, List<Slice> slices, Optional<String> worst) {

    /// A part of the rows.
    ///
    /// @param value of the column
    /// @param rows how many
    /// @param metric on these rows alone
    public record Slice(String value, int rows, Inference metric) {}

    public SliceReport {
        slices = List.copyOf(slices);
    }

    /// Divides predictions by the values of a column.
    ///
    /// @param codes the place in `values` of each row's value
    public static SliceReport of(
            Metric metric,
            Predictions predictions,
            String by,
            int[] codes,
            List<String> values,
            Setting setting,
            double confidence) {
        return of(
                        by,
                        codes,
                        values,
                        confidence,
                        List.of(new Quantity(metric.name(), metric.direction())),
                        (rows, each) -> {
                            Predictions slice = predictions.at(rows);
                            return List.of(metric.measure(slice, setting, each));
                        })
                .getFirst();
    }

    /// What is measured of each slice.
    ///
    /// @param direction in which it gets better
    public record Quantity(String name, Direction direction) {}

    /// Measures some rows.
    public interface OfRows {
        /// One answer for each quantity, at this confidence.
        List<Inference> measure(int[] rows, double confidence);
    }

    /// Divides rows by the values of a column; one report for each quantity, each with intervals
    /// that hold together.
    ///
    /// @param codes the place in `values` of each row's value
    public static List<SliceReport> of(
            String by,
            int[] codes,
            List<String> values,
            double confidence,
            List<Quantity> quantities,
            OfRows measure) {
        int[][] rows = rowsByCode(codes, values.size());
        long occurring = Arrays.stream(rows).filter(some -> some.length > 0).count();
        double each = 1 - (1 - confidence) / Math.max(1, occurring);
        List<List<Slice>> slices =
                quantities.stream().map(q -> (List<Slice>) new ArrayList<Slice>()).toList();
        for (int code = 0; code < rows.length; code++) {
            if (rows[code].length > 0) {
                List<Inference> measured = measure.measure(rows[code], each);
                for (int q = 0; q < measured.size(); q++) {
                    slices.get(q)
                            .add(new Slice(values.get(code), rows[code].length, measured.get(q)));
                }
            }
        }
        List<SliceReport> reports = new ArrayList<>();
        for (int q = 0; q < quantities.size(); q++) {
            Quantity quantity = quantities.get(q);
            reports.add(
                    new SliceReport(
                            quantity.name(),
                            by,
                            confidence,
                            slices.get(q),
                            worst(slices.get(q), quantity.direction())));
        }
        return List.copyOf(reports);
    }

    private static Optional<String> worst(List<Slice> slices, Direction direction) {
        double sign = direction == Direction.LOWER_IS_BETTER ? 1 : -1;
        return slices.stream()
                .filter(slice -> slice.metric() instanceof Inferred)
                .max(Comparator.comparingDouble(slice -> sign * estimate(slice)))
                .map(Slice::value);
    }

    private static double estimate(Slice slice) {
        return ((Inferred) slice.metric()).estimate();
    }

    private static int[][] rowsByCode(int[] codes, int values) {
        int[] counts = new int[values];
        for (int code : codes) {
            counts[code]++;
        }
        int[][] rows = new int[values][];
        for (int code = 0; code < values; code++) {
            rows[code] = new int[counts[code]];
        }
        int[] filled = new int[values];
        for (int row = 0; row < codes.length; row++) {
            rows[codes[row]][filled[codes[row]]++] = row;
        }
        return rows;
    }
}
