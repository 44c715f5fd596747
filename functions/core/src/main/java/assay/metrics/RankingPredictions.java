package assay.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scores that order the documents of each query, with the documents' true relevance.
///
/// A metric averages over queries: each is one observation, with the identifier, the weight and the
/// cluster of its first document.
public final class RankingPredictions implements Predictions {
    private final double[] scores;
    private final double[] relevance;
    private final int[] queries;
    private final RowFacts facts;
    private final Memory memory = new Memory();

    /// @param scores finite; the highest is ranked first
    /// @param relevance finite and not negative; 0 is irrelevant
    /// @param queries the code of each document's query
    public RankingPredictions(double[] scores, double[] relevance, int[] queries, RowFacts facts) {
        Predictions.requireSameRows(scores.length, relevance.length, facts);
        Predictions.requireSameRows(queries.length, relevance.length, facts);
        for (int row = 0; row < scores.length; row++) {
            if (!Double.isFinite(scores[row])
                    || !(relevance[row] >= 0 && relevance[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + ": score " + scores[row] + ", relevance " + relevance[row]);
            }
        }
        this.scores = scores;
        this.relevance = relevance;
        this.queries = queries;
        this.facts = facts;
    }

    @Override
    public Task task() {
        return Task.RANKING;
    }

    @Override
    public RankingPredictions at(int[] rows) {
        return new RankingPredictions(
                Gather.at(scores, rows),
                Gather.at(relevance, rows),
                Gather.at(queries, rows),
                facts.at(rows));
    }

    @Override
    public RankingPredictions rescored(List<double[]> columns) {
        return new RankingPredictions(columns.getFirst(), relevance, queries, facts);
    }

    @Override
    public RowFacts facts() {
        return facts;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public int units() {
        return byQuery().count();
    }

    @Override
    public RowFacts unitFacts() {
        double @Nullable [] weights = facts.weights();
        int @Nullable [] clusters = facts.clusterCodes();
        int[] first = byQuery().firstRows();
        RowFacts ofQueries = RowFacts.none(first.length);
        if (weights != null) {
            ofQueries = ofQueries.withWeights(Gather.at(weights, first));
        }
        if (clusters != null) {
            ofQueries = ofQueries.withClusters(Gather.at(clusters, first));
        }
        RowFacts named = ofQueries;
        return facts.ids().map(ids -> named.withIds(ids.at(first))).orElse(named);
    }

    /// The rows of each query.
    QueryRows byQuery() {
        return memory.of(QueryRows.class, QueryRows.class, () -> QueryRows.of(queries));
    }

    /// The score of a document.
    public double score(int row) {
        return scores[row];
    }

    /// The true relevance of a document.
    public double relevance(int row) {
        return relevance[row];
    }

    double[] scores() {
        return scores;
    }

    double[] relevance() {
        return relevance;
    }

    int[] queries() {
        return queries;
    }
}
