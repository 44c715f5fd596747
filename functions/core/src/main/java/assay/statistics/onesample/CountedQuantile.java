package assay.statistics.onesample;

import assay.statistics.Binomial;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// A quantile with its interval between order statistics, of values that are counted by their
/// leading bits: what shards add up. The ends of the interval are those of the buckets that the
/// order statistics lie in, outwards, so that it holds the interval of the values themselves; a
/// bucket is at most one part in 1,024 wide.
public final class CountedQuantile implements StatisticalTest {

    /// Bits of a double that are let go; sign, exponent and 10 bits of the fraction stay.
    private static final int DROPPED = 42;

    private final long[] keys;
    private final long[] upTo;
    private final double probability;

    /// @param counts of values by {@link #key}
    /// @param probability `0 < probability < 1`
    public CountedQuantile(Map<Long, Long> counts, double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in (0, 1)");
        }
        TreeMap<Long, Long> ascending = new TreeMap<>(counts);
        this.keys = ascending.keySet().stream().mapToLong(k -> k).toArray();
        this.upTo = ascending.values().stream().mapToLong(c -> c).toArray();
        Arrays.parallelPrefix(upTo, Long::sum);
        this.probability = probability;
    }

    /// The bucket of a finite value; buckets are in the order of their values.
    public static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return (bits ^ bits >> 63 & Long.MAX_VALUE) >> DROPPED;
    }

    /// The least value of a bucket.
    public static double least(long key) {
        return value(key << DROPPED);
    }

    /// The greatest value of a bucket.
    public static double greatest(long key) {
        return value((key << DROPPED) + ((1L << DROPPED) - 1));
    }

    private static double value(long sortable) {
        return Double.longBitsToDouble(sortable ^ sortable >> 63 & Long.MAX_VALUE);
    }

    /// By Hyndman and Fan's type 7, from the buckets' middles.
    public double value() {
        double place = (rows() - 1) * probability;
        long below = (long) place;
        double low = middle(below);
        double high = middle(Math.min(below + 1, rows() - 1));
        return low + (place - below) * (high - low);
    }

    private int rows() {
        return upTo.length == 0 ? 0 : Math.toIntExact(upTo[upTo.length - 1]);
    }

    private double middle(long rank) {
        long key = keyOf(rank);
        return least(key) / 2 + greatest(key) / 2;
    }

    /// @param rank from 0
    private long keyOf(long rank) {
        int found = Arrays.binarySearch(upTo, rank + 1);
        return keys[found >= 0 ? found : -found - 1];
    }

    /// P-values count the null value's bucket on the side that makes them greater.
    @Override
    public Inference answer(Question question) {
        int n = rows();
        int first = least(n, question.tail(), probability);
        int last = n + 1 - least(n, question.tail(), 1 - probability);
        if (n == 0 || question.hasLower() && first < 1 || question.hasUpper() && last > n) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "%d rows are too few for an interval of the %s quantile at confidence %s"
                            .formatted(n, probability, question.confidence()));
        }
        long bucket = key(question.nullValue());
        long atMost = upTo(bucket);
        long atLeast = n - upTo(bucket - 1);
        double greater = Binomial.atMost((int) atMost, n, probability);
        double less = Binomial.atMost((int) atLeast, n, 1 - probability);
        double pValue =
                switch (question.alternative()) {
                    case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
                    case GREATER -> greater;
                    case LESS -> less;
                };
        return question.inferred(
                value(),
                question.hasLower() ? least(keyOf(first - 1)) : Double.NEGATIVE_INFINITY,
                question.hasUpper() ? greatest(keyOf(last - 1)) : Double.POSITIVE_INFINITY,
                pValue,
                (double) atMost,
                greater < less);
    }

    private long upTo(long bucket) {
        int found = Arrays.binarySearch(keys, bucket);
        int below = found >= 0 ? found : -found - 2;
        return below < 0 ? 0 : upTo[below];
    }

    /// The least count whose tail is at least `level`.
    private static int least(int n, double level, double share) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Binomial.atMost(middle, n, share) < level) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
