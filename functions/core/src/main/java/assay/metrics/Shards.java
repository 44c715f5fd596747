package assay.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Predictions that were read and joined in parts, put together again: what is decided from them is
/// what would have been decided from the whole.
///
/// A shard is its columns: 9 bytes a row for a binary model instead of the files that they were
/// read from. Shards come in the order of their files; cluster, class and query codes mean the same
/// in all.
public final class Shards {
    private Shards() {}

    /// All rows of shards of one task, shard after shard. Identifiers, weights, clusters and
    /// latencies are kept if every shard has them.
    public static Predictions together(List<? extends Predictions> shards) {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("no shards");
        }
        RowFacts facts = facts(shards.stream().map(Predictions::facts).toList());
        return switch (shards.getFirst()) {
            case BinaryPredictions _ ->
                    new BinaryPredictions(
                            doubles(shards, BinaryPredictions.class, BinaryPredictions::scores),
                            booleans(of(shards, BinaryPredictions.class)),
                            facts);
            case MulticlassPredictions first -> multiclass(first, shards, facts);
            case RegressionPredictions _ ->
                    new RegressionPredictions(
                            doubles(
                                    shards,
                                    RegressionPredictions.class,
                                    RegressionPredictions::predicted),
                            doubles(
                                    shards,
                                    RegressionPredictions.class,
                                    RegressionPredictions::truth),
                            facts);
            case RankingPredictions _ ->
                    new RankingPredictions(
                            doubles(shards, RankingPredictions.class, RankingPredictions::scores),
                            doubles(
                                    shards,
                                    RankingPredictions.class,
                                    RankingPredictions::relevance),
                            ints(
                                    of(shards, RankingPredictions.class).stream()
                                            .map(RankingPredictions::queries)
                                            .toList()),
                            facts);
            case ScoredPredictions _ ->
                    new ScoredPredictions(
                            doubles(shards, ScoredPredictions.class, ScoredPredictions::scores),
                            facts);
        };
    }

    private static MulticlassPredictions multiclass(
            MulticlassPredictions first, List<? extends Predictions> shards, RowFacts facts) {
        List<MulticlassPredictions> all = of(shards, MulticlassPredictions.class);
        all.forEach(shard -> {
            if (!shard.classes().equals(first.classes())) {
                throw new IllegalArgumentException(
                        "shards of classes " + first.classes() + " and " + shard.classes());
            }
        });
        return new MulticlassPredictions(
                doubles(shards, MulticlassPredictions.class, MulticlassPredictions::scores),
                ints(all.stream().map(MulticlassPredictions::labels).toList()),
                first.classes(),
                facts);
    }

    private static RowFacts facts(List<RowFacts> shards) {
        RowFacts facts = RowFacts.none(shards.stream().mapToInt(RowFacts::rows).sum());
        if (shards.stream().allMatch(shard -> shard.ids().isPresent())) {
            facts =
                    facts.withIds(
                            ChainedIds.of(
                                    shards.stream().map(s -> s.ids().orElseThrow()).toList()));
        }
        if (shards.stream().allMatch(RowFacts::weighted)) {
            facts = facts.withWeights(doubles(shards, s -> Objects.requireNonNull(s.weights())));
        }
        if (shards.stream().allMatch(RowFacts::clustered)) {
            facts =
                    facts.withClusters(
                            ints(
                                    shards.stream()
                                            .map(s -> Objects.requireNonNull(s.clusterCodes()))
                                            .toList()));
        }
        if (shards.stream().allMatch(shard -> shard.latencyMillis() != null)) {
            facts =
                    facts.withLatencyMillis(
                            doubles(shards, s -> Objects.requireNonNull(s.latencyMillis())));
        }
        if (shards.stream().allMatch(shard -> shard.callTimes() != null)) {
            facts =
                    facts.with(
                            CallTimes.together(
                                    shards.stream()
                                            .map(s -> Objects.requireNonNull(s.callTimes()))
                                            .toList(),
                                    shards.stream().mapToInt(RowFacts::rows).toArray()));
        }
        return facts;
    }

    private static <P extends Predictions> List<P> of(
            List<? extends Predictions> shards, Class<P> task) {
        return shards.stream().map(task::cast).toList();
    }

    private static <P extends Predictions> double[] doubles(
            List<? extends Predictions> shards, Class<P> task, Function<P, double[]> column) {
        return doubles(of(shards, task), column);
    }

    private static <S> double[] doubles(List<S> shards, Function<S, double[]> column) {
        List<double[]> parts = shards.stream().map(column).toList();
        double[] whole = new double[parts.stream().mapToInt(part -> part.length).sum()];
        int start = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, whole, start, part.length);
            start += part.length;
        }
        return whole;
    }

    private static int[] ints(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static boolean[] booleans(List<BinaryPredictions> shards) {
        boolean[] whole = new boolean[shards.stream().mapToInt(Predictions::rows).sum()];
        int start = 0;
        for (BinaryPredictions shard : shards) {
            System.arraycopy(shard.positives(), 0, whole, start, shard.rows());
            start += shard.rows();
        }
        return whole;
    }
}
