package assay.gate;

import assay.gate.Finding.Measured;
import assay.gate.Finding.Outcome;
import assay.gate.Trial.SliceColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows, divided by the values of some columns taken together.
public final class Slices {

    /// The most slices that rows are divided into: with more of them, each has a level so small
    /// that little can be shown of it.
    public static final int MOST = 1_000;

    /// Up to here combinations are numbered in an array, above in a map.
    private static final int DENSE = 1 << 22;

    /// What was found of some rows.
    record Part(Outcome outcome, String reason, Optional<Measured> measured) {}

    /// Rows divided, or why they are not.
    public sealed interface Division {
        /// @param column whose values are the slices that occur, such as `plan=pro, country=DE`
        record Divided(SliceColumn column) implements Division {}

        /// @param because one sentence
        record TooMany(String because) implements Division {}
    }

    private final List<String> names = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();

    private Slices() {}

    /// One slice for each combination of values that occurs.
    ///
    /// @param by at least one, each among `columns`
    public static Division divide(List<String> by, Map<String, SliceColumn> columns) {
        List<SliceColumn> chosen =
                by.stream()
                        .map(name -> java.util.Objects.requireNonNull(columns.get(name)))
                        .toList();
        SliceColumn first = chosen.getFirst();
        int[] codes = first.codes().clone();
        // The values that each combination is made of, by its number.
        List<List<String>> parts = occurring(codes, first.values());
        for (SliceColumn column : chosen.subList(1, chosen.size())) {
            if (parts.size() > MOST) {
                break;
            }
            parts = crossed(codes, parts, column);
        }
        if (parts.size() > MOST) {
            return new Division.TooMany(
                    "%s %s the rows into more than %,d slices"
                            .formatted(
                                    String.join(" and ", by),
                                    by.size() == 1 ? "divides" : "divide",
                                    MOST));
        }
        return new Division.Divided(
                new SliceColumn(codes, parts.stream().map(values -> name(by, values)).toList()));
    }

    private static String name(List<String> by, List<String> values) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            pairs.add(by.get(i) + "=" + values.get(i));
        }
        return String.join(", ", pairs);
    }

    /// Numbers the values that occur, in their order; `codes` become these numbers. Stops where
    /// there are too many.
    private static List<List<String>> occurring(int[] codes, List<String> values) {
        boolean[] occurs = new boolean[values.size()];
        for (int code : codes) {
            occurs[code] = true;
        }
        List<List<String>> parts = new ArrayList<>();
        int[] number = numbered(occurs, code -> List.of(values.get((int) code)), parts);
        for (int row = 0; row < codes.length; row++) {
            codes[row] = number[codes[row]];
        }
        return parts;
    }

    /// Numbers what occurs, in its order, and says what each is made of.
    private static int[] numbered(boolean[] occurs, Named named, List<List<String>> parts) {
        int[] number = new int[occurs.length];
        for (int code = 0; code < occurs.length && parts.size() <= MOST; code++) {
            if (occurs[code]) {
                number[code] = parts.size();
                parts.add(named.values(code));
            }
        }
        return number;
    }

    private static List<List<String>> crossed(
            int[] codes, List<List<String>> before, SliceColumn column) {
        int width = Math.max(1, column.values().size());
        long[] combined = new long[codes.length];
        for (int row = 0; row < codes.length; row++) {
            combined[row] = (long) codes[row] * width + column.code(row);
        }
        return renumbered(
                combined,
                codes,
                (long) before.size() * width,
                code -> {
                    List<String> values = new ArrayList<>(before.get((int) (code / width)));
                    values.add(column.values().get((int) (code % width)));
                    return values;
                });
    }

    private interface Named {
        List<String> values(long code);
    }

    /// Puts into `codes` the place of each row's combination among those that occur, in ascending
    /// order, and says what each is made of.
    private static List<List<String>> renumbered(
            long[] combined, int[] codes, long combinations, Named named) {
        List<List<String>> parts = new ArrayList<>();
        if (combinations <= DENSE) {
            boolean[] occurs = new boolean[(int) combinations];
            for (long code : combined) {
                occurs[(int) code] = true;
            }
            int[] number = numbered(occurs, named, parts);
            for (int row = 0; row < codes.length; row++) {
                codes[row] = number[(int) combined[row]];
            }
            return parts;
        }
        long[] distinct = Arrays.stream(combined).distinct().limit(MOST + 1L).sorted().toArray();
        Map<Long, Integer> number = new HashMap<>();
        for (long code : distinct) {
            number.put(code, parts.size());
            parts.add(named.values(code));
        }
        for (int row = 0; row < codes.length; row++) {
            codes[row] = number.getOrDefault(combined[row], 0);
        }
        return parts;
    }

    /// The rows of every slice of every division.
    static Slices of(List<SliceColumn> divisions) {
        Slices slices = new Slices();
        for (SliceColumn column : divisions) {
            int[][] members = members(column);
            for (int code = 0; code < members.length; code++) {
                slices.names.add(column.values().get(code));
                slices.rows.add(members[code]);
            }
        }
        return slices;
    }

    private static int[][] members(SliceColumn column) {
        int[] counts = new int[column.values().size()];
        int[] codes = column.codes();
        for (int code : codes) {
            counts[code]++;
        }
        int[][] members = new int[counts.length][];
        for (int code = 0; code < counts.length; code++) {
            members[code] = new int[counts[code]];
        }
        int[] filled = new int[counts.length];
        for (int row = 0; row < codes.length; row++) {
            members[codes[row]][filled[codes[row]]++] = row;
        }
        return members;
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
}
