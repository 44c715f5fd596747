package assay.metrics;

import assay.statistics.Sorting;

/// The documents of one query, best score first, in groups of equal scores.
final class RankedQuery {
    private final double[] relevance;
    private final double[] scores;

    private RankedQuery(double[] relevance, double[] scores) {
        this.relevance = relevance;
        this.scores = scores;
    }

    static RankedQuery of(RankingPredictions predictions, QueryRows rows, int query) {
        int start = rows.start(query);
        double[] unordered = new double[rows.end(query) - start];
        for (int i = 0; i < unordered.length; i++) {
            unordered[i] = predictions.score(rows.row(start + i));
        }
        int[] order = Sorting.order(unordered);
        double[] relevance = new double[unordered.length];
        double[] scores = new double[unordered.length];
        for (int i = 0; i < order.length; i++) {
            int best = order[order.length - 1 - i];
            relevance[i] = predictions.relevance(rows.row(start + best));
            scores[i] = unordered[best];
        }
        return new RankedQuery(relevance, scores);
    }

    /// Discounted gain of the first `k` relative to the best order; documents of one score share
    /// their places. 0 where nothing is relevant, as in scikit-learn.
    double ndcg(int k) {
        double gain = 0;
        for (int start = 0; start < relevance.length && start < k; ) {
            int end = endOfGroup(start);
            double relevances = 0;
            double discounts = 0;
            for (int i = start; i < end; i++) {
                relevances += relevance[i];
                discounts += i < k ? discount(i) : 0;
            }
            gain += relevances / (end - start) * discounts;
            start = end;
        }
        double[] ideal = Sorting.sorted(relevance);
        double best = 0;
        for (int i = 0; i < Math.min(k, ideal.length); i++) {
            best += ideal[ideal.length - 1 - i] * discount(i);
        }
        return best > 0 ? gain / best : 0;
    }

    /// The precision at each relevant document, averaged; a tie counts at its last place. 0 where
    /// nothing is relevant.
    double averagePrecision() {
        int found = 0;
        double sum = 0;
        for (int start = 0; start < relevance.length; ) {
            int end = endOfGroup(start);
            int here = relevant(start, end);
            found += here;
            sum += (double) here * found / end;
            start = end;
        }
        return found == 0 ? 0 : sum / found;
    }

    /// One over the place of the first relevant document; a tie counts at its last place. 0 where
    /// nothing is relevant.
    double reciprocalRank() {
        for (int start = 0; start < relevance.length; ) {
            int end = endOfGroup(start);
            if (relevant(start, end) > 0) {
                return 1.0 / end;
            }
            start = end;
        }
        return 0;
    }

    /// The share of relevant documents among the first `k`; of a tie across that border, the part
    /// that a random order would put inside. 0 where nothing is relevant.
    double recall(int k) {
        double inside = 0;
        for (int start = 0; start < relevance.length && start < k; ) {
            int end = endOfGroup(start);
            inside += relevant(start, end) * (double) (Math.min(end, k) - start) / (end - start);
            start = end;
        }
        int all = relevant(0, relevance.length);
        return all == 0 ? 0 : inside / all;
    }

    private int relevant(int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += relevance[i] > 0 ? 1 : 0;
        }
        return count;
    }

    private int endOfGroup(int start) {
        int end = start + 1;
        while (end < scores.length && scores[end] == scores[start]) {
            end++;
        }
        return end;
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2.0);
    }
}
