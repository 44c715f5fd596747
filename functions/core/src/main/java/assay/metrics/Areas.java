package assay.metrics;

import assay.statistics.StatisticalTest;
import assay.statistics.comparison.Auc;
import assay.statistics.comparison.DeLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Areas under the ROC curve by DeLong's method, in the variant that weights and clusters ask for.
final class Areas {
    private Areas() {}

    /// One area.
    static StatisticalTest area(BinaryPredictions predictions) {
        BinaryPredictions counting = counting(predictions);
        Auc auc = delong(counting).area(counting.scores());
        return auc::area;
    }

    /// Challenger's area minus champion's, of the same rows.
    static StatisticalTest difference(BinaryPredictions challenger, BinaryPredictions champion) {
        BinaryPredictions counting = counting(challenger);
        Auc auc = delong(counting).difference(counting(champion).scores(), counting.scores());
        return auc::difference;
    }

    private static DeLong delong(BinaryPredictions predictions) {
        RowFacts facts = predictions.facts();
        DeLong delong = DeLong.of(predictions.positives());
        double @Nullable [] weights = facts.weights();
        if (weights != null) {
            delong = delong.weighted(weights);
        }
        int @Nullable [] clusters = facts.clusters();
        return clusters == null ? delong : delong.clustered(clusters, Resampling.count(clusters));
    }

    /// The rows that weigh something.
    private static BinaryPredictions counting(BinaryPredictions predictions) {
        RowFacts facts = predictions.facts();
        int[] rows =
                facts.weighted()
                        ? IntStream.range(0, facts.rows())
                                .filter(row -> facts.weight(row) > 0)
                                .toArray()
                        : new int[0];
        return rows.length > 0 && rows.length < facts.rows() ? predictions.at(rows) : predictions;
    }
}
