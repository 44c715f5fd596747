package assay.statistics.comparison;

import assay.statistics.Buckets;
import assay.statistics.Chunks;
import java.util.List;

/// By row of a column of scores, its placement: for a positive twice the number of negatives that
/// score less, for a negative twice that of positives, where a tie counts one.
///
/// Rows are dealt out to [Buckets] by score, a pile for each class, in the order of the rows; the
/// placements of one bucket at a time are then found within the processor's cache, and read back in
/// the order of the rows by going through the piles once more. Nothing is sorted but crowds of
/// close scores. Beside the scores, a long and a char are held by row.
final class Placements {

    private static final int TASKS_A_CHUNK = 2;

    /// Rows whose places are known before the first of them is read, so that many reads from memory
    /// are under way at once.
    private static final int AHEAD = 1 << 8;

    private final int chunks;
    private final char[] piles;
    private final long[] dealt;

    /// By chunk of rows and pile, the place of the first row.
    private final int[][] places;

    /// By pile, the place of its first row; at the end, the number of rows.
    private final int[] starts;

    private final int[] negativesBefore;
    private final boolean known;

    private Placements(
            int chunks, char[] piles, long[] dealt, int[][] places, int[] starts, boolean known) {
        this.chunks = chunks;
        this.piles = piles;
        this.dealt = dealt;
        this.places = places;
        this.starts = starts;
        this.negativesBefore = negativesBefore(starts);
        this.known = known;
    }

    /// Of scores by row, which should be greater for positives.
    static Placements of(double[] scores, boolean[] positive) {
        int n = scores.length;
        int chunks = Chunks.count(n);
        var buckets = Buckets.of(Buckets.toFinish(n), scores);
        char[] piles = new char[n];
        int[][] counts = new int[chunks][2 * buckets.count()];
        boolean[] unknown = new boolean[chunks];
        Chunks.each(
                chunks,
                n,
                chunk -> {
                    int end = Chunks.start(chunk + 1, chunks, n);
                    int begin = Chunks.start(chunk, chunks, n);
                    unknown[chunk] =
                            pile(scores, positive, begin, end, buckets, piles, counts[chunk]);
                });
        int[] starts = starts(counts);
        long[] dealt = new long[n];
        Chunks.each(
                chunks,
                n,
                chunk -> {
                    int end = Chunks.start(chunk + 1, chunks, n);
                    int begin = Chunks.start(chunk, chunks, n);
                    deal(scores, begin, end, piles, counts[chunk].clone(), dealt);
                });
        boolean known = true;
        for (boolean chunk : unknown) {
            known &= !chunk;
        }
        var placements = new Placements(chunks, piles, dealt, counts, starts, known);
        placements.find();
        return placements;
    }

    /// Finds each row's pile and counts the piles.
    ///
    /// @return whether a score is NaN
    private static boolean pile(
            double[] scores,
            boolean[] positive,
            int from,
            int to,
            Buckets buckets,
            char[] piles,
            int[] counts) {
        boolean unknown = false;
        for (int i = from; i < to; i++) {
            double score = scores[i];
            unknown |= Double.isNaN(score);
            int pile = buckets.of(key(score)) << 1 | (positive[i] ? 1 : 0);
            piles[i] = (char) pile;
            counts[pile]++;
        }
        return unknown;
    }

    private static void deal(
            double[] scores, int from, int to, char[] piles, int[] next, long[] dealt) {
        for (int i = from; i < to; i++) {
            dealt[next[piles[i]]++] = key(scores[i]);
        }
    }

    /// Adding zero makes one of both zeros.
    private static long key(double score) {
        return Buckets.key(score + 0.0);
    }

    /// Turns counts by chunk and pile into places.
    private static int[] starts(int[][] counts) {
        int[] starts = new int[counts[0].length + 1];
        int place = 0;
        for (int pile = 0; pile < counts[0].length; pile++) {
            starts[pile] = place;
            for (int[] count : counts) {
                int here = count[pile];
                count[pile] = place;
                place += here;
            }
        }
        starts[starts.length - 1] = place;
        return starts;
    }

    /// By bucket, the number of negatives in earlier ones; at the end, all.
    private static int[] negativesBefore(int[] starts) {
        int[] before = new int[starts.length / 2 + 1];
        for (int bucket = 0; bucket + 1 < before.length; bucket++) {
            before[bucket + 1] = before[bucket] + starts[2 * bucket + 1] - starts[2 * bucket];
        }
        return before;
    }

    /// Whether no score is NaN.
    boolean known() {
        return known;
    }

    /// Replaces keys by placements, in stretches of buckets with about equally many rows.
    private void find() {
        int n = dealt.length;
        int tasks = chunks * TASKS_A_CHUNK;
        Chunks.each(
                tasks,
                n,
                task -> {
                    var finder = new PlacementFinder(dealt);
                    int begin = bucketAt(Chunks.start(task, tasks, n));
                    int end = bucketAt(Chunks.start(task + 1, tasks, n));
                    for (int bucket = begin; bucket < end; bucket++) {
                        finder.find(
                                starts[2 * bucket],
                                starts[2 * bucket + 1],
                                starts[2 * bucket + 2],
                                negativesBefore[bucket]);
                    }
                });
    }

    /// The first bucket that begins at this place or later.
    private int bucketAt(int place) {
        int low = 0;
        int high = negativesBefore.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[2 * middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The sums of the negatives' and of the positives' placements.
    List<PlacementSums> sums() {
        PlacementSums negatives = PlacementSums.NONE;
        PlacementSums positives = PlacementSums.NONE;
        for (int pile = 0; pile + 1 < starts.length; pile += 2) {
            negatives = negatives.plus(sums(starts[pile], starts[pile + 1]));
            positives = positives.plus(sums(starts[pile + 1], starts[pile + 2]));
        }
        return List.of(negatives, positives);
    }

    private PlacementSums sums(int from, int to) {
        long sum = 0;
        long low = 0;
        long high = 0;
        for (int i = from; i < to; i++) {
            long placement = dealt[i];
            long square = placement * placement;
            sum += placement;
            low += square & PlacementSums.LOW;
            high += square >>> Integer.SIZE;
        }
        return new PlacementSums(to - from, sum, low, high);
    }

    /// The sums of the fourth powers of the negatives' and of the positives' placements, about
    /// these means.
    double[] fourthPowers(double meanOfNegatives, double meanOfPositives) {
        double ofNegatives = 0;
        double ofPositives = 0;
        for (int pile = 0; pile + 1 < starts.length; pile += 2) {
            ofNegatives += fourthPowers(starts[pile], starts[pile + 1], meanOfNegatives);
            ofPositives += fourthPowers(starts[pile + 1], starts[pile + 2], meanOfPositives);
        }
        return new double[] {ofNegatives, ofPositives};
    }

    private double fourthPowers(int from, int to, double mean) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double square = (dealt[i] - mean) * (dealt[i] - mean);
            sum += square * square;
        }
        return sum;
    }

    /// The sums of `other`'s placements less these, by row, of the negatives and the positives.
    List<PlacementSums> sumsOfDifferences(Placements other) {
        PlacementSums[][] sums = new PlacementSums[chunks][];
        Chunks.each(chunks, dealt.length, chunk -> sums[chunk] = sumsOfDifferences(other, chunk));
        PlacementSums negatives = PlacementSums.NONE;
        PlacementSums positives = PlacementSums.NONE;
        for (PlacementSums[] chunk : sums) {
            negatives = negatives.plus(chunk[0]);
            positives = positives.plus(chunk[1]);
        }
        return List.of(negatives, positives);
    }

    private PlacementSums[] sumsOfDifferences(Placements other, int chunk) {
        int n = dealt.length;
        int end = Chunks.start(chunk + 1, chunks, n);
        int[] next = places[chunk].clone();
        int[] others = other.places[chunk].clone();
        int[] here = new int[AHEAD];
        int[] there = new int[AHEAD];
        long[] differences = new long[AHEAD];
        PlacementSums[] sums = {PlacementSums.NONE, PlacementSums.NONE};
        for (int from = Chunks.start(chunk, chunks, n); from < end; from += AHEAD) {
            int count = Math.min(AHEAD, end - from);
            locate(from, count, next, here);
            other.locate(from, count, others, there);
            for (int i = 0; i < count; i++) {
                differences[i] = other.dealt[there[i]] - dealt[here[i]];
            }
            add(from, count, differences, sums);
        }
        return sums;
    }

    /// The places of rows from this one on.
    private void locate(int row, int count, int[] next, int[] found) {
        for (int i = 0; i < count; i++) {
            found[i] = next[piles[row + i]]++;
        }
    }

    private void add(int row, int count, long[] differences, PlacementSums[] sums) {
        long positives = 0;
        long sum = 0;
        long low = 0;
        long high = 0;
        long sumOfPositives = 0;
        long lowOfPositives = 0;
        long highOfPositives = 0;
        for (int i = 0; i < count; i++) {
            long difference = differences[i];
            long square = difference * difference;
            long ifPositive = -(piles[row + i] & 1);
            positives -= ifPositive;
            sum += difference;
            low += square & PlacementSums.LOW;
            high += square >>> Integer.SIZE;
            sumOfPositives += difference & ifPositive;
            lowOfPositives += square & PlacementSums.LOW & ifPositive;
            highOfPositives += square >>> Integer.SIZE & ifPositive;
        }
        sums[0] =
                sums[0].plus(
                        new PlacementSums(
                                count - positives,
                                sum - sumOfPositives,
                                low - lowOfPositives,
                                high - highOfPositives));
        sums[1] =
                sums[1].plus(
                        new PlacementSums(
                                positives, sumOfPositives, lowOfPositives, highOfPositives));
    }
}
