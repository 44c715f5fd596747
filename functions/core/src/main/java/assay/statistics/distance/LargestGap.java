package assay.statistics.distance;

import assay.statistics.Alternative;
import assay.statistics.Buckets;
import assay.statistics.Chunks;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// The largest gaps between the empirical distribution functions of two samples, without sorting
/// them.
///
/// Both samples are counted into the same [Buckets], which gives the gap wherever a bucket ends.
/// Within a bucket the gap can exceed those at its ends by no more than the bucket holds, so that
/// only the few buckets that could hold a larger one are gathered, sorted and walked through.
///
/// @param above the largest `m i - n j`, where `i` of the `n` first and `j` of the `m` second
///   values are at most some value
/// @param below the largest `n j - m i`
record LargestGap(Gap above, Gap below) {

    /// A gap, and where it is; of equal ones, any.
    ///
    /// @param size `m i - n j` or the opposite, `>= 0`
    /// @param first `i`
    /// @param second `j`
    record Gap(long size, int first, int second) {

        Gap or(Gap other) {
            return other.size > size ? other : this;
        }
    }

    private static final LargestGap NONE = new LargestGap(new Gap(0, 0, 0), new Gap(0, 0, 0));

    private static final int VALUES_A_BUCKET = 1 << 6;
    private static final int FEWEST = 1 << 8;
    private static final int MOST = 1 << 14;

    /// Gathering more than one value in so many is worth a look for buckets of one value.
    private static final int MANY = 16;

    /// Of two samples of finite values, neither empty.
    ///
    /// @param curve to which the gaps are added that are met on the way
    static LargestGap of(double[] x, double[] y, GapCurve curve) {
        long wanted = ((long) x.length + y.length) / VALUES_A_BUCKET;
        var buckets = Buckets.of(Math.clamp(wanted, FEWEST, MOST), x, y);
        double[][] columns = {x, y};
        int[][] starts = new int[2][];
        Chunks.each(
                2,
                (long) x.length + y.length,
                side -> starts[side] = starts(columns[side], buckets));
        var samples = new Samples(x, y, buckets, starts[0], starts[1]);
        LargestGap best = NONE;
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            int i = starts[0][bucket + 1];
            int j = starts[1][bucket + 1];
            best = best.or(samples.gap(i, j));
            curve.add((double) i / x.length, (double) j / y.length);
        }
        return best.or(samples.within(best));
    }

    /// The same of sorted samples.
    static LargestGap ofSorted(double[] x, double[] y, GapCurve curve) {
        return walk(
                new Stretch(x, 0, x.length, 0, x.length),
                new Stretch(y, 0, y.length, 0, y.length),
                (i, j) -> curve.add((double) i / x.length, (double) j / y.length));
    }

    /// The gap that an alternative asks about.
    Gap of(Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> above.or(below);
            case GREATER -> above;
            case LESS -> below;
        };
    }

    private LargestGap or(LargestGap other) {
        return new LargestGap(above.or(other.above), below.or(other.below));
    }

    /// How many values of either sample are at most some value.
    private interface Steps {
        void at(int i, int j);
    }

    /// By bucket, how many values are in earlier ones; at the end, all.
    private static int[] starts(double[] values, Buckets buckets) {
        int chunks = Chunks.count(values.length);
        int[][] counts = new int[chunks][buckets.count() + 1];
        Chunks.each(
                chunks,
                values.length,
                chunk -> {
                    int[] here = counts[chunk];
                    int end = Chunks.start(chunk + 1, chunks, values.length);
                    for (int i = Chunks.start(chunk, chunks, values.length); i < end; i++) {
                        here[bucket(values[i], buckets)]++;
                    }
                });
        int[] starts = counts[0];
        int sum = 0;
        for (int bucket = 0; bucket < starts.length; bucket++) {
            int start = sum;
            for (int[] count : counts) {
                sum += count[bucket];
            }
            starts[bucket] = start;
        }
        return starts;
    }

    /// Adding zero makes one of both zeros.
    private static int bucket(double value, Buckets buckets) {
        return buckets.of(Buckets.key(value + 0.0));
    }

    /// Two samples, and by bucket how many of their values are in earlier ones.
    @SuppressWarnings("ArrayRecordComponent") // A view for one calculation: never compared.
    private record Samples(double[] x, double[] y, Buckets buckets, int[] ofX, int[] ofY) {

        /// Where `i` and `j` values are at most some value.
        LargestGap gap(int i, int j) {
            long gap = (long) i * y.length - (long) j * x.length;
            return NONE.or(new LargestGap(new Gap(gap, i, j), new Gap(-gap, i, j)));
        }

        /// The largest gaps within those buckets that can exceed `best`.
        LargestGap within(LargestGap best) {
            var open = new BitSet(buckets.count());
            for (int bucket = 0; bucket < buckets.count(); bucket++) {
                long above = gap(ofX[bucket + 1], ofY[bucket]).above().size();
                long below = gap(ofX[bucket], ofY[bucket + 1]).below().size();
                open.set(bucket, above > best.above.size || below > best.below.size);
            }
            if (held(open) > ((long) x.length + y.length) / MANY) {
                open.and(spread());
            }
            if (open.isEmpty()) {
                return NONE;
            }
            double[][] gathered = new double[2][];
            Chunks.each(
                    2,
                    (long) x.length + y.length,
                    side ->
                            gathered[side] =
                                    side == 0 ? gathered(x, ofX, open) : gathered(y, ofY, open));
            int[] fromX = places(ofX, open);
            int[] fromY = places(ofY, open);
            int[] numbers = open.stream().toArray();
            return IntStream.range(0, numbers.length)
                    .parallel()
                    .mapToObj(place -> {
                        int bucket = numbers[place];
                        return walk(
                                stretch(gathered[0], fromX[bucket], ofX, bucket),
                                stretch(gathered[1], fromY[bucket], ofY, bucket),
                                (_, _) -> {});
                    })
                    .reduce(NONE, LargestGap::or);
        }

        private long held(BitSet open) {
            return open.stream()
                    .mapToLong(b -> (long) ofX[b + 1] - ofX[b] + ofY[b + 1] - ofY[b])
                    .sum();
        }

        /// The buckets that hold different values.
        private BitSet spread() {
            double[] seen = new double[buckets.count()];
            Arrays.fill(seen, Double.NaN);
            var spread = new BitSet(buckets.count());
            for (double[] column : new double[][] {x, y}) {
                for (double value : column) {
                    int bucket = bucket(value, buckets);
                    if (seen[bucket] != value) {
                        spread.set(bucket, !Double.isNaN(seen[bucket]));
                        seen[bucket] = value;
                    }
                }
            }
            return spread;
        }

        /// By bucket, the place of its first value among those of open buckets.
        private static int[] places(int[] starts, BitSet open) {
            int[] places = new int[starts.length];
            for (int bucket = 0; bucket + 1 < starts.length; bucket++) {
                int size = open.get(bucket) ? starts[bucket + 1] - starts[bucket] : 0;
                places[bucket + 1] = places[bucket] + size;
            }
            return places;
        }

        private double[] gathered(double[] values, int[] starts, BitSet open) {
            int[] places = places(starts, open);
            double[] gathered = new double[places[places.length - 1]];
            boolean[] wanted = new boolean[buckets.count()];
            open.stream().forEach(bucket -> wanted[bucket] = true);
            for (double value : values) {
                int bucket = bucket(value, buckets);
                if (wanted[bucket]) {
                    gathered[places[bucket]++] = value + 0.0;
                }
            }
            return gathered;
        }

        private static Stretch stretch(double[] gathered, int from, int[] starts, int bucket) {
            int to = from + starts[bucket + 1] - starts[bucket];
            Arrays.sort(gathered, from, to);
            return new Stretch(gathered, from, to, starts[bucket], starts[starts.length - 1]);
        }
    }

    /// Some of a sample's values, in order.
    ///
    /// @param from the place of the first of them
    /// @param to one more than the place of the last of them
    /// @param before how many values of the sample are smaller
    /// @param all how many values the sample has
    @SuppressWarnings("ArrayRecordComponent") // A view for one walk: never compared.
    private record Stretch(double[] sorted, int from, int to, int before, int all) {}

    private static LargestGap walk(Stretch x, Stretch y, Steps steps) {
        Gap above = NONE.above;
        Gap below = NONE.below;
        int i = x.from;
        int j = y.from;
        while (i < x.to && j < y.to) {
            double value = Math.min(x.sorted[i], y.sorted[j]);
            while (i < x.to && x.sorted[i] == value) {
                i++;
            }
            while (j < y.to && y.sorted[j] == value) {
                j++;
            }
            int first = x.before + i - x.from;
            int second = y.before + j - y.from;
            long gap = (long) first * y.all - (long) second * x.all;
            if (gap > above.size) {
                above = new Gap(gap, first, second);
            } else if (-gap > below.size) {
                below = new Gap(-gap, first, second);
            }
            steps.at(first, second);
        }
        return new LargestGap(above, below);
    }
}
