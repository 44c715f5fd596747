package assay.metrics;

import assay.statistics.Sorting;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Binary predictions in groups of equal scores, in the order of the scores: how much the positives
/// and the negatives of each group weigh.
///
/// What is a function of these alone (areas, curves, costs of thresholds) is found by going through
/// them once, without looking up rows.
final class ScoreGroups {
    /// By score: the score's bits, and behind them whether the row is positive; as doubles, whose
    /// order is that of the bits, since scores are not negative.
    private final double[] keys;

    private final double @Nullable [] weights;

    /// Where the weight of each place is; null where it is at the place itself.
    private final int @Nullable [] order;

    /// How much positives and negatives weigh, once it was asked for.
    private volatile @Nullable Totals totals;

    private record Totals(double positives, double negatives) {}

    private ScoreGroups(double[] keys, double @Nullable [] weights, int @Nullable [] order) {
        this.keys = keys;
        this.weights = weights;
        this.order = order;
    }

    static ScoreGroups of(BinaryPredictions predictions) {
        return predictions
                .memory()
                .of(ScoreGroups.class, ScoreGroups.class, () -> sorted(predictions));
    }

    private static ScoreGroups sorted(BinaryPredictions predictions) {
        double @Nullable [] weights = predictions.facts().weights();
        if (weights == null) {
            double[] keys = keys(predictions.scores(), predictions.positives());
            ScoreGroups groups = new ScoreGroups(Sorting.sortedInPlace(keys), null, null);
            Confusion all = Confusion.all(predictions);
            groups.totals = new Totals(all.truePositive(), all.falsePositive());
            return groups;
        }
        double[] keys = keys(predictions.scores(), predictions.positives());
        int[] order = Sorting.order(keys);
        return new ScoreGroups(Gather.at(keys, order), Gather.at(weights, order), null);
    }

    /// The groups of the rows as they would weigh otherwise, as a function of the rows' weights;
    /// sorted once, and nothing is copied.
    static Function<double[], ScoreGroups> reweighed(BinaryPredictions predictions) {
        double[] keys = keys(predictions.scores(), predictions.positives());
        int[] order = Sorting.order(keys);
        double[] sorted = Gather.at(keys, order);
        return weights -> new ScoreGroups(sorted, weights, order);
    }

    private static double[] keys(double[] scores, boolean[] positives) {
        double[] keys = new double[scores.length];
        Rows.inParts(
                keys.length,
                (from, to) -> {
                    for (int row = from; row < to; row++) {
                        long bits = Double.doubleToRawLongBits(scores[row]) << 1;
                        keys[row] = Double.longBitsToDouble(bits | (positives[row] ? 1 : 0));
                    }
                });
        return keys;
    }

    /// The weight of all positives.
    double positives() {
        return totals().positives;
    }

    /// The weight of all negatives.
    double negatives() {
        return totals().negatives;
    }

    private Totals totals() {
        @Nullable Totals known = totals;
        if (known == null) {
            double all = 0;
            double hits = 0;
            for (int place = 0; place < keys.length; place++) {
                double weight = weights == null ? 1 : weight(place, weights);
                all += weight;
                hits += (bits(place) & 1) * weight;
            }
            known = new Totals(hits, all - hits);
            totals = known;
        }
        return known;
    }

    private double weight(int place, double[] weights) {
        return weights[order == null ? place : order[place]];
    }

    /// From the lowest score up.
    Cursor ascending() {
        return new Cursor(0, 1);
    }

    /// From the highest score down.
    Cursor descending() {
        return new Cursor(keys.length - 1, -1);
    }

    private long bits(int place) {
        return Double.doubleToRawLongBits(keys[place]);
    }

    /// Goes through the groups, one after the other; before the first and after the last there is
    /// none.
    final class Cursor {
        private final int step;
        private int place;
        private double score;
        private double positive;
        private double negative;

        private Cursor(int place, int step) {
            this.place = place;
            this.step = step;
        }

        /// Goes to the next group; false where there is none.
        boolean next() {
            if (place < 0 || place >= keys.length) {
                return false;
            }
            long group = bits(place) >>> 1;
            return weights == null ? counted(group) : weighed(group, weights);
        }

        /// Rows that weigh 1, without a branch by their class: it cannot be foretold.
        private boolean counted(long group) {
            int at = place;
            int hits = 0;
            long bits = bits(at);
            do {
                hits += (int) bits & 1;
                at += step;
                if (at < 0 || at >= keys.length) {
                    break;
                }
                bits = bits(at);
            } while (bits >>> 1 == group);
            score = Double.longBitsToDouble(group);
            positive = hits;
            negative = Math.abs(at - place) - hits;
            place = at;
            return true;
        }

        /// The same by weight.
        private boolean weighed(long group, double[] weights) {
            int at = place;
            double hits = 0;
            double misses = 0;
            long bits = bits(at);
            do {
                double weight = weight(at, weights);
                long hit = bits & 1;
                hits += hit * weight;
                misses += (1 - hit) * weight;
                at += step;
                if (at < 0 || at >= keys.length) {
                    break;
                }
                bits = bits(at);
            } while (bits >>> 1 == group);
            score = Double.longBitsToDouble(group);
            positive = hits;
            negative = misses;
            place = at;
            return true;
        }

        /// Whether no group comes after it.
        boolean isLast() {
            return place < 0 || place >= keys.length;
        }

        /// What every row of the group scores.
        double score() {
            return score;
        }

        /// The weight of the group's positives.
        double positive() {
            return positive;
        }

        /// The weight of the group's negatives.
        double negative() {
            return negative;
        }
    }
}
