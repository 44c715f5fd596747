package assay.metrics;

import assay.statistics.Moments;
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
        RowFacts facts = predictions.facts();
        Auc auc;
        if (facts.weighted() || facts.clustered()) {
            BinaryPredictions counting = counting(predictions);
            auc = delong(counting).area(counting.scores());
        } else {
            auc = area(ScoreGroups.of(predictions));
        }
        return auc::area;
    }

    /// Of independent rows that all weigh 1: rows of one score share their placement.
    private static Auc area(ScoreGroups groups) {
        double area = RankMetric.ROC_AUC.value(groups);
        double positives = groups.positives();
        double negatives = groups.negatives();
        double negativesBelow = 0;
        double positivesAbove = positives;
        double[] ofPositives = new double[2];
        double[] ofNegatives = new double[2];
        ScoreGroups.Cursor group = groups.ascending();
        while (group.next()) {
            positivesAbove -= group.positive();
            add(
                    ofPositives,
                    group.positive(),
                    (negativesBelow + group.negative() / 2) / negatives - area);
            add(
                    ofNegatives,
                    group.negative(),
                    (positivesAbove + group.positive() / 2) / positives - area);
            negativesBelow += group.negative();
        }
        return Auc.ofPlacements(
                new Moments((long) positives, area, ofPositives[0]),
                ofPositives[1],
                new Moments((long) negatives, area, ofNegatives[0]),
                ofNegatives[1]);
    }

    /// Adds the second and fourth powers of a distance that so many rows have.
    private static void add(double[] powers, double rows, double distance) {
        double square = distance * distance;
        powers[0] += rows * square;
        powers[1] += rows * square * square;
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
