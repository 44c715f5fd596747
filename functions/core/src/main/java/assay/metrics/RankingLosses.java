package assay.metrics;

import java.util.function.ToDoubleFunction;

/// What the order of each query's documents is worth.
final class RankingLosses {
    /// Average precision.
    static final RowLoss MAP = of("map", RankedQuery::averagePrecision);

    /// One over the place of the first relevant document.
    static final RowLoss MRR = of("mrr", RankedQuery::reciprocalRank);

    private RankingLosses() {}

    /// Normalised discounted cumulative gain of the first `k`.
    static RowLoss ndcg(String name, int k) {
        return of(name, query -> query.ndcg(k));
    }

    /// The share of relevant documents among the first `k`.
    static RowLoss recall(String name, int k) {
        return of(name, query -> query.recall(k));
    }

    private static RowLoss of(String name, ToDoubleFunction<RankedQuery> loss) {
        return RowLoss.plain(
                name,
                p -> {
                    var predictions = (RankingPredictions) p;
                    QueryRows rows = predictions.byQuery();
                    double[] values = new double[rows.count()];
                    for (int query = 0; query < values.length; query++) {
                        values[query] =
                                loss.applyAsDouble(RankedQuery.of(predictions, rows, query));
                    }
                    return values;
                });
    }
}
