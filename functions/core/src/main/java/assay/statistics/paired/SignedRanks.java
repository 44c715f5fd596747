package assay.statistics.paired;

import assay.statistics.Ranks;

/// The ranks of the distances of sorted values from a centre, summed over the values above it.
///
/// @param zeros values that are the centre itself
/// @param positive the sum of the ranks of the values above, zeros ranked first
/// @param ties the sum of `t³ - t` over groups of `t` equal distances, zeros left out
/// @param n values, zeros included
record SignedRanks(long n, long zeros, double positive, double ties) {

    /// Merges the values below, backwards, with those above.
    static SignedRanks of(double[] sorted, double centre) {
        int above = firstAbove(sorted, centre);
        int below = above - 1;
        while (below >= 0 && sorted[below] == centre) {
            below--;
        }
        int n = sorted.length;
        int zeros = above - 1 - below;
        double positive = 0;
        double ties = 0;
        long placed = zeros;
        int up = above;
        int down = below;
        while (up < n || down >= 0) {
            double distanceUp = up < n ? sorted[up] - centre : Double.POSITIVE_INFINITY;
            double distanceDown = down >= 0 ? centre - sorted[down] : Double.POSITIVE_INFINITY;
            double distance = Math.min(distanceUp, distanceDown);
            int upBefore = up;
            int downBefore = down;
            while (up < n && sorted[up] - centre == distance) {
                up++;
            }
            while (down >= 0 && centre - sorted[down] == distance) {
                down--;
            }
            int ups = up - upBefore;
            int tied = ups + downBefore - down;
            positive += ups * (placed + (tied + 1) / 2.0);
            if (tied > 1) {
                ties += Ranks.cubeLessSelf(tied);
            }
            placed += tied;
        }
        return new SignedRanks(n, zeros, positive, ties);
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
