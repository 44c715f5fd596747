package assay.gate;

import assay.gate.Finding.Measured;
import assay.gate.Finding.Outcome;
import assay.gate.Trial.SliceColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows, divided by the values of some columns taken together.
final class Slices {

    /// What was found of some rows.
    record Part(Outcome outcome, String reason, Optional<Measured> measured) {}

    private final List<String> names = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();

    private Slices() {}

    /// One slice for each combination of values that occurs.
    static Slices by(List<String> by, Map<String, SliceColumn> columns, int rows) {
        List<SliceColumn> chosen =
                by.stream()
                        .map(name -> java.util.Objects.requireNonNull(columns.get(name)))
                        .toList();
        int combinations = 1;
        for (SliceColumn column : chosen) {
            combinations = Math.multiplyExact(combinations, Math.max(1, column.values().size()));
        }
        int[] codes = new int[rows];
        int[] counts = new int[combinations];
        for (int row = 0; row < rows; row++) {
            int code = 0;
            for (SliceColumn column : chosen) {
                code = code * column.values().size() + column.code(row);
            }
            codes[row] = code;
            counts[code]++;
        }
        int[][] members = new int[combinations][];
        for (int code = 0; code < combinations; code++) {
            members[code] = new int[counts[code]];
        }
        int[] filled = new int[combinations];
        for (int row = 0; row < rows; row++) {
            members[codes[row]][filled[codes[row]]++] = row;
        }
        Slices slices = new Slices();
        for (int code = 0; code < combinations; code++) {
            if (counts[code] > 0) {
                slices.names.add(name(by, chosen, code));
                slices.rows.add(members[code]);
            }
        }
        return slices;
    }

    int size() {
        return names.size();
    }

    String name(int slice) {
        return names.get(slice);
    }

    int[] rows(int slice) {
        return rows.get(slice);
    }

    private static String name(List<String> by, List<SliceColumn> columns, int code) {
        String[] parts = new String[by.size()];
        int rest = code;
        for (int i = by.size() - 1; i >= 0; i--) {
            int width = columns.get(i).values().size();
            parts[i] = by.get(i) + "=" + columns.get(i).values().get(rest % width);
            rest /= width;
        }
        return String.join(", ", Arrays.asList(parts));
    }
}
