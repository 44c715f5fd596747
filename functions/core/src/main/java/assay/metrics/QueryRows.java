package assay.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The rows of each query together, queries in the order of their first row.
final class QueryRows {
    private final int[] rows;
    private final int[] ends;

    /// @param rows row numbers, query after query, within a query in row order
    /// @param ends where each query ends in `rows`, exclusive
    private QueryRows(int[] rows, int[] ends) {
        this.rows = rows;
        this.ends = ends;
    }

    static QueryRows of(int[] queries) {
        Map<Integer, Integer> places = new HashMap<>();
        int[] place = new int[queries.length];
        for (int row = 0; row < queries.length; row++) {
            place[row] = places.computeIfAbsent(queries[row], code -> places.size());
        }
        int[] ends = new int[places.size()];
        for (int p : place) {
            ends[p]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] rows = new int[queries.length];
        int[] next = ends.clone();
        for (int row = queries.length - 1; row >= 0; row--) {
            rows[--next[place[row]]] = row;
        }
        return new QueryRows(rows, ends);
    }

    int count() {
        return ends.length;
    }

    /// The row at a place between `start` and `end` of a query.
    int row(int place) {
        return rows[place];
    }

    int start(int query) {
        return query == 0 ? 0 : ends[query - 1];
    }

    int end(int query) {
        return ends[query];
    }

    int[] firstRows() {
        int[] first = new int[ends.length];
        for (int query = 0; query < ends.length; query++) {
            first[query] = rows[start(query)];
        }
        return first;
    }
}
