package assay.metrics;

import assay.metrics.WorstExamples.Example;
import assay.statistics.Moments;
import assay.statistics.PairMoments;
import assay.statistics.WeightedMoments;
import assay.statistics.onesample.CountedQuantile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// What a shard says of one metric: a sum over its rows that says of all shards together what it
/// says of one. As small for a billion rows as for a thousand.
public sealed interface ShardTally {

    /// Of these rows and the other shard's.
    ///
    /// @param other of the same metric
    ShardTally plus(ShardTally other);

    /// Of a number per observation: exact.
    ///
    /// @param champion of none where there is no champion
    /// @param gain of the challenger's number minus the champion's
    /// @param challengerOnly rows on which the challenger's number alone is 1; of shares
    record Mean(
            Moments challenger,
            Moments champion,
            Moments gain,
            long challengerOnly,
            long championOnly)
            implements ShardTally {
        @Override
        public Mean plus(ShardTally tally) {
            Mean other = (Mean) tally;
            return new Mean(
                    challenger.plus(other.challenger),
                    champion.plus(other.champion),
                    gain.plus(other.gain),
                    challengerOnly + other.challengerOnly,
                    championOnly + other.championOnly);
        }
    }

    /// The same of rows that weigh differently: exact.
    record WeightedMean(WeightedMoments challenger, WeightedMoments champion, WeightedMoments gain)
            implements ShardTally {
        @Override
        public WeightedMean plus(ShardTally tally) {
            WeightedMean other = (WeightedMean) tally;
            return new WeightedMean(
                    challenger.plus(other.challenger),
                    champion.plus(other.champion),
                    gain.plus(other.gain));
        }
    }

    /// How many rows of each class were decided how by challenger and champion: exact.
    ///
    /// @param classes how many there are
    /// @param cells by truth, the challenger's decision and the champion's, as places in the list
    ///   of classes: `0 1 1`; without a champion, the challenger's again
    record Decisions(int classes, Map<String, Cell> cells) implements ShardTally {

        /// @param squared the sum of the squared weights
        record Cell(long rows, double weight, double squared) {
            Cell plus(Cell other) {
                return new Cell(rows + other.rows, weight + other.weight, squared + other.squared);
            }
        }

        public Decisions {
            cells = cells == null ? Map.of() : Map.copyOf(cells);
        }

        @Override
        public Decisions plus(ShardTally tally) {
            return new Decisions(classes, sum(cells, ((Decisions) tally).cells, Cell::plus));
        }
    }

    /// Of a regression's errors, challenger beside champion: exact.
    ///
    /// @param squared of their squares
    record Errors(PairMoments plain, PairMoments squared) implements ShardTally {
        @Override
        public Errors plus(ShardTally tally) {
            Errors other = (Errors) tally;
            return new Errors(plain.plus(other.plain), squared.plus(other.squared));
        }
    }

    /// The reliability curve's bins: exact.
    ///
    /// @param bins by their number from 0
    record Reliability(Map<Integer, Bin> bins) implements ShardTally {

        /// @param score of the scores
        /// @param excess of score minus truth
        record Bin(Moments score, Moments excess) {
            Bin plus(Bin other) {
                return new Bin(score.plus(other.score), excess.plus(other.excess));
            }
        }

        public Reliability {
            bins = bins == null ? Map.of() : Map.copyOf(bins);
        }

        @Override
        public Reliability plus(ShardTally tally) {
            return new Reliability(sum(bins, ((Reliability) tally).bins, Bin::plus));
        }
    }

    /// Values counted by their leading bits, for quantiles: to one part in 1,024.
    ///
    /// @param counts by {@link CountedQuantile#key}
    record Values(Map<Long, Long> counts) implements ShardTally {
        public Values {
            counts = counts == null ? Map.of() : Map.copyOf(counts);
        }

        @Override
        public Values plus(ShardTally tally) {
            return new Values(sum(counts, ((Values) tally).counts, Long::sum));
        }
    }

    /// Scores of both classes counted by the leading bits of their distance from 0 or 1, whichever
    /// is nearer, for the area under the ROC curve: to half the chance that a positive and a
    /// negative with different scores share a bucket. Equal scores are ties, and hide nothing.
    ///
    /// @param buckets by {@link #bucket}
    record Scores(Map<Long, Bucket> buckets) implements ShardTally {

        /// @param only score in it; `null` where there are several
        record Bucket(long positives, long negatives, @Nullable Double only) {
            Bucket plus(Bucket other) {
                return new Bucket(
                        positives + other.positives,
                        negatives + other.negatives,
                        only != null && only.equals(other.only) ? only : null);
            }
        }

        /// The bucket of a score in `[0, 1]`; buckets are in the order of their scores.
        static long bucket(double score) {
            return score < 0.5
                    ? CountedQuantile.key(score)
                    : 2 * CountedQuantile.key(0.5) + 1 - CountedQuantile.key(1 - score);
        }

        public Scores {
            buckets = buckets == null ? Map.of() : Map.copyOf(buckets);
        }

        @Override
        public Scores plus(ShardTally tally) {
            return new Scores(sum(buckets, ((Scores) tally).buckets, Bucket::plus));
        }
    }

    /// The rows with the worst values, at most 100: exact; of equal ones, those of the first shard.
    ///
    /// @param high whether high values are bad
    record Worst(boolean high, List<Example> examples) implements ShardTally {
        public Worst {
            examples = examples == null ? List.of() : List.copyOf(examples);
        }

        @Override
        public Worst plus(ShardTally tally) {
            List<Example> all = new ArrayList<>(examples);
            all.addAll(((Worst) tally).examples);
            Comparator<Example> ascending = Comparator.comparingDouble(Example::value);
            all.sort(high ? ascending.reversed() : ascending);
            return new Worst(high, all.subList(0, Math.min(WorstExamples.SHOWN, all.size())));
        }
    }

    /// A number of rows.
    record Rows(long count) implements ShardTally {
        @Override
        public Rows plus(ShardTally tally) {
            return new Rows(count + ((Rows) tally).count);
        }
    }

    private static <K, V> Map<K, V> sum(Map<K, V> some, Map<K, V> others, BinaryOperator<V> plus) {
        Map<K, V> all = new HashMap<>(some);
        others.forEach((key, value) -> all.merge(key, value, plus));
        return all;
    }
}
