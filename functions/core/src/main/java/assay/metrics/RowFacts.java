package assay.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of each row besides its prediction and its label; every part may be absent.
///
/// Arrays that are handed in are kept, not copied, and must not change afterwards.
public final class RowFacts {
    private final int rows;
    private final @Nullable Ids ids;
    private final double @Nullable [] weights;
    private final int @Nullable [] clusters;
    private final double @Nullable [] latencyMillis;
    private final @Nullable CallTimes callTimes;

    private RowFacts(
            int rows,
            @Nullable Ids ids,
            double @Nullable [] weights,
            int @Nullable [] clusters,
            double @Nullable [] latencyMillis,
            @Nullable CallTimes callTimes) {
        this.rows = rows;
        this.ids = ids;
        this.weights = weights;
        this.clusters = clusters;
        this.latencyMillis = latencyMillis;
        this.callTimes = callTimes;
    }

    /// Nothing but the number of rows.
    public static RowFacts none(int rows) {
        return new RowFacts(rows, null, null, null, null, null);
    }

    /// The same with identifiers.
    public RowFacts withIds(Ids given) {
        return new RowFacts(
                same(given.count(), "ids"), given, weights, clusters, latencyMillis, callTimes);
    }

    /// The same with weights.
    ///
    /// @param given finite and not negative, not all 0
    public RowFacts withWeights(double[] given) {
        double sum = 0;
        for (double weight : given) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight " + weight + " is not in [0, inf)");
            }
            sum += weight;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("the weights sum to " + sum);
        }
        return new RowFacts(
                same(given.length, "weights"), ids, given, clusters, latencyMillis, callTimes);
    }

    /// The same with clusters: rows of one code stand or fall together.
    ///
    /// @param given not negative; they need not be dense
    public RowFacts withClusters(int[] given) {
        for (int code : given) {
            if (code < 0) {
                throw new IllegalArgumentException("cluster code " + code + " is negative");
            }
        }
        return new RowFacts(
                same(given.length, "clusters"), ids, weights, given, latencyMillis, callTimes);
    }

    /// The same with the time each prediction took.
    ///
    /// @param given finite and not negative
    public RowFacts withLatencyMillis(double[] given) {
        for (double latency : given) {
            if (!(latency >= 0 && latency < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("latency " + latency + " is not in [0, inf)");
            }
        }
        return new RowFacts(
                same(given.length, "latencies"), ids, weights, clusters, given, callTimes);
    }

    /// The same with the time that a call with nothing but the row took.
    ///
    /// @param given `NaN` where that was not measured, else finite and not negative
    public RowFacts withCallMillis(double[] given) {
        same(given.length, "latencies of calls");
        return with(CallTimes.of(given));
    }

    RowFacts with(CallTimes times) {
        return new RowFacts(rows, ids, weights, clusters, latencyMillis, times);
    }

    /// How many rows.
    public int rows() {
        return rows;
    }

    /// The identifiers.
    public Optional<Ids> ids() {
        return Optional.ofNullable(ids);
    }

    /// Whether rows weigh differently.
    public boolean weighted() {
        return weights != null;
    }

    /// Whether rows stand in clusters.
    public boolean clustered() {
        return clusters != null;
    }

    /// The weight of a row; 1 where there are no weights.
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    double @Nullable [] weights() {
        return weights;
    }

    /// The codes of the clusters, as given.
    int @Nullable [] clusterCodes() {
        return clusters;
    }

    /// The clusters, numbered from 0 in the order of their first row.
    int @Nullable [] clusters() {
        return clusters == null ? null : numbered(clusters);
    }

    double @Nullable [] latencyMillis() {
        return latencyMillis;
    }

    @Nullable CallTimes callTimes() {
        return callTimes;
    }

    RowFacts at(int[] rows) {
        return new RowFacts(
                rows.length,
                ids == null ? null : ids.at(rows),
                weights == null ? null : Gather.at(weights, rows),
                clusters == null ? null : Gather.at(clusters, rows),
                latencyMillis == null ? null : Gather.at(latencyMillis, rows),
                callTimes == null ? null : callTimes.at(rows));
    }

    private int same(int count, String what) {
        if (count != rows) {
            throw new IllegalArgumentException(count + " " + what + " for " + rows + " rows");
        }
        return rows;
    }

    private static int[] numbered(int[] codes) {
        int[] numberOf = new int[Arrays.stream(codes).max().orElse(-1) + 1];
        int[] numbers = new int[codes.length];
        int count = 0;
        for (int row = 0; row < codes.length; row++) {
            if (numberOf[codes[row]] == 0) {
                numberOf[codes[row]] = ++count;
            }
            numbers[row] = numberOf[codes[row]] - 1;
        }
        return numbers;
    }
}
