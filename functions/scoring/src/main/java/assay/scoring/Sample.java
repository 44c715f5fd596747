package assay.scoring;

import assay.profile.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Some rows of a dataset, spread evenly over it, ascending.
final class Sample {

    private Sample() {}

    /// @param most rows, not more than `all`
    static int[] ofRows(int all, int most) {
        int[] sample = new int[most];
        for (int i = 0; i < most; i++) {
            sample[i] = (int) ((long) i * all / most);
        }
        return sample;
    }

    /// Whole queries, as many as fit: a ranking is judged by all documents of a query together.
    ///
    /// @param most rows; a query that takes more is left out
    static int[] ofQueries(Column query, int most) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] of = new int[query.size()];
        for (int row = 0; row < of.length; row++) {
            of[row] = numbers.computeIfAbsent(query.text(row), q -> numbers.size());
        }
        int[] sizes = new int[numbers.size()];
        for (int number : of) {
            sizes[number]++;
        }
        boolean[] taken = taken(sizes, most);
        int[] sample = new int[of.length];
        int n = 0;
        for (int row = 0; row < of.length; row++) {
            if (taken[of[row]]) {
                sample[n++] = row;
            }
        }
        return Arrays.copyOf(sample, n);
    }

    /// Every first, third, … query, with as small a step as there is room for.
    private static boolean[] taken(int[] sizes, int most) {
        long rows = Arrays.stream(sizes).asLongStream().sum();
        int step = Math.toIntExact(Math.max(1, (rows + most - 1) / most));
        boolean[] taken = new boolean[sizes.length];
        int left = most;
        for (int query = 0; query < sizes.length; query += step) {
            if (sizes[query] <= left) {
                taken[query] = true;
                left -= sizes[query];
            }
        }
        return taken;
    }
}
