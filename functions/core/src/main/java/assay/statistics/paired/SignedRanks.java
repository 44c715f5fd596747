package assay.statistics.paired;

import assay.statistics.Ranks;
import java.util.stream.IntStream;

/// The ranks of the distances of sorted values from a centre, summed over the values above it.
///
/// @param zeros values that are the centre itself
/// @param positive the sum of the ranks of the values above, zeros ranked first
/// @param ties the sum of `t³ - t` over groups of `t` equal distances, zeros left out
/// @param n values, zeros included
record SignedRanks(long n, long zeros, double positive, double ties) {

    private static final int LARGE = 1 << 16;
    private static final int CHUNKS = 8;

    /// Merges the values below, backwards, with those above, by stretches of distance side by side.
    static SignedRanks of(double[] sorted, double centre) {
        int n = sorted.length;
        var everywhere = new Distances(sorted, centre, n, -1);
        int above = firstAbove(sorted, centre);
        int below = firstAbove(sorted, Math.nextDown(centre)) - 1;
        int chunks = n < LARGE ? 1 : CHUNKS;
        int[] up = new int[chunks + 1];
        int[] down = new int[chunks + 1];
        up[0] = above;
        down[0] = below;
        for (int chunk = 1; chunk < chunks; chunk++) {
            int place = above + (int) ((long) (n - above) * chunk / chunks);
            up[chunk] = everywhere.firstUp(everywhere.up(place), above);
            down[chunk] = everywhere.firstDown(everywhere.up(place), below);
        }
        up[chunks] = n;
        down[chunks] = -1;
        int zeros = above - 1 - below;
        var all = IntStream.range(0, chunks);
        return (chunks == 1 ? all : all.parallel())
                .mapToObj(chunk ->
                        of(
                                new Distances(sorted, centre, up[chunk + 1], down[chunk + 1]),
                                up[chunk],
                                down[chunk],
                                new SignedRanks(n, zeros, 0, 0)))
                .reduce((a, b) ->
                        new SignedRanks(n, zeros, a.positive + b.positive, a.ties + b.ties))
                .orElseThrow();
    }

    /// A step takes the values of the least distance, on both sides. The next rank needs no count:
    /// `up - down - 1` values are nearer.
    private static SignedRanks of(Distances distances, int up, int down, SignedRanks none) {
        double positive = 0;
        double ties = 0;
        double above = distances.up(up);
        double below = distances.down(down);
        while (above < Double.POSITIVE_INFINITY || below < Double.POSITIVE_INFINITY) {
            double distance = Math.min(above, below);
            int nextUp = up + (above == distance ? 1 : 0);
            int nextDown = down - (below == distance ? 1 : 0);
            above = distances.up(nextUp);
            below = distances.down(nextDown);
            while (above == distance) {
                above = distances.up(++nextUp);
            }
            while (below == distance) {
                below = distances.down(--nextDown);
            }
            int ups = nextUp - up;
            int tied = ups + down - nextDown;
            positive += ups * (up - down - 1 + (tied + 1) / 2.0);
            if (tied > 1) {
                ties += Ranks.cubeLessSelf(tied);
            }
            up = nextUp;
            down = nextDown;
        }
        return new SignedRanks(none.n, none.zeros, positive, ties);
    }

    /// Distances from the centre upwards and downwards, infinite beyond the ends of a stretch.
    @SuppressWarnings("ArrayRecordComponent") // A view for one merge: never compared.
    private record Distances(double[] sorted, double centre, int upEnd, int downEnd) {

        double up(int place) {
            return place < upEnd ? sorted[place] - centre : Double.POSITIVE_INFINITY;
        }

        double down(int place) {
            return place > downEnd ? centre - sorted[place] : Double.POSITIVE_INFINITY;
        }

        /// The first place upwards that is at least so far away.
        int firstUp(double distance, int from) {
            int low = from;
            int high = upEnd;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (up(middle) >= distance) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        /// The first place downwards that is at least so far away.
        int firstDown(double distance, int from) {
            int low = downEnd;
            int high = from;
            while (low < high) {
                int middle = (low + high + 1) >> 1;
                if (down(middle) >= distance) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }
    }

    /// The variance of `positive` when zeros are ranked but keep no sign (Pratt 1959; Cureton
    /// 1967).
    double variance() {
        return (cubic((double) n) - cubic((double) zeros) - ties / 2) / 24;
    }

    /// The variance that scipy gives to zeros split half and half: they count as one tie.
    double varianceOfSplitZeros() {
        return (cubic((double) n) - (Ranks.cubeLessSelf((double) zeros) + ties) / 2) / 24;
    }

    /// The variance at centres that tie no values but equal ones: all but finitely many.
    static double varianceAway(double[] sorted) {
        return (cubic(sorted.length) - Ranks.tieTerm(sorted) / 2) / 24;
    }

    /// Whether there are no zeros and no ties.
    boolean isPlain() {
        return zeros == 0 && ties == 0;
    }

    /// The sum of the ranks of the zeros.
    double zerosRanks() {
        return zeros * (zeros + 1.0) / 2;
    }

    private static double cubic(double n) {
        return n * (n + 1) * (2 * n + 1);
    }

    private static int firstAbove(double[] sorted, double centre) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > centre) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
