package assay.statistics.sequential;

import static assay.statistics.Alternative.TWO_SIDED;

import assay.statistics.Alternative;

/// What sorted values say about where one of their quantiles may be: a value is suspicious as a
/// quantile if too few or too many values lie below it.
final class QuantileEvidence {

    private final double[] sorted;
    private final double quantile;
    private final BetaBinomialMixture mixture;
    private final double leastCount;

    QuantileEvidence(double[] sorted, double quantile, BetaBinomialMixture mixture) {
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("quantile " + quantile + " is not in (0, 1)");
        }
        this.sorted = sorted;
        this.quantile = quantile;
        this.mixture = mixture;
        this.leastCount = mixture.leastSuspicious(sorted.length, quantile);
    }

    int size() {
        return sorted.length;
    }

    double value(int index) {
        return sorted[index];
    }

    /// Hyndman and Fan's type 7.
    double estimate() {
        double position = (sorted.length - 1) * quantile;
        int below = (int) position;
        double next = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (position - below) * (next - sorted[below]);
    }

    /// The number of values below a quantile at which the two-sided wealth is smallest.
    double leastCount() {
        return leastCount;
    }

    /// The least value that is least suspicious, and the greatest one.
    double leastFrom() {
        return sorted[Math.max((int) Math.ceil(leastCount) - 1, 0)];
    }

    double leastTo() {
        return sorted[Math.min((int) Math.floor(leastCount), sorted.length - 1)];
    }

    /// The logarithm of the wealth of a bet that the count below the quantile departs so from it.
    double logWealth(Alternative departure, double count) {
        return mixture.logWealth(departure, count, sorted.length, quantile);
    }

    /// The same for a value, where its ties are counted to its advantage.
    double logWealthAt(Alternative departure, double value) {
        double count =
                switch (departure) {
                    case LESS -> countUpTo(value);
                    case GREATER -> countBelow(value);
                    case TWO_SIDED ->
                            Math.clamp(leastCount, (double) countBelow(value), countUpTo(value));
                };
        return logWealth(departure, count);
    }

    double leastLogWealth() {
        return logWealth(TWO_SIDED, leastCount);
    }

    int countBelow(double value) {
        return partition(value, false);
    }

    int countUpTo(double value) {
        return partition(value, true);
    }

    private int partition(double value, boolean withTies) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || withTies && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
