package assay.metrics;

import assay.metrics.ShardResult.Asked;
import assay.metrics.ShardTally.Decisions;
import assay.metrics.ShardTally.Decisions.Cell;
import assay.metrics.ShardTally.Errors;
import assay.metrics.ShardTally.Mean;
import assay.metrics.ShardTally.Reliability;
import assay.metrics.ShardTally.Rows;
import assay.metrics.ShardTally.Scores;
import assay.metrics.ShardTally.Values;
import assay.metrics.ShardTally.WeightedMean;
import assay.metrics.ShardTally.Worst;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.PairMoments;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.WeightedMoments;
import assay.statistics.comparison.Auc;
import assay.statistics.onesample.CountedQuantile;
import assay.statistics.onesample.Wilson;
import assay.statistics.paired.McNemar;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.RobustPairedT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What tallies of all shards say: by the same methods as rows in one place.
final class ShardAnswers {
    private ShardAnswers() {}

    static Inference measure(Asked asked, ShardTally tally, Question question) {
        return switch (tally) {
            case Mean mean -> mean(asked.metric(), mean.challenger()).answer(question);
            case WeightedMean mean -> new RobustPairedT(mean.challenger()).answer(question);
            case Decisions decisions -> decisions(asked, decisions, question);
            case Errors errors -> new PairedT(of(asked.metric(), errors)).answer(question);
            case Reliability bins -> new PairedT(of(bins)).answer(question);
            case Values values ->
                    new CountedQuantile(values.counts(), probability(asked.metric()))
                            .answer(question);
            case Scores scores -> area(scores, question);
            case Rows rows -> exactly(rows.count(), question);
            case Worst _ -> cannot(asked, "a list of examples has no value");
        };
    }

    static Inference compare(Asked asked, ShardTally tally, TestName test, Question question) {
        return switch (tally) {
            case Mean mean when test == TestName.PAIRED_T ->
                    new PairedT(mean.gain()).answer(question);
            case Mean mean when test == TestName.MCNEMAR ->
                    new McNemar(
                                    Math.toIntExact(mean.challengerOnly()),
                                    Math.toIntExact(mean.championOnly()),
                                    Math.toIntExact(mean.gain().count()),
                                    McNemar.Tail.EXACT)
                            .answer(question);
            case WeightedMean mean when test == TestName.PAIRED_T || test == TestName.MCNEMAR ->
                    new RobustPairedT(mean.gain()).answer(question);
            case Decisions decisions when test == TestName.PAIRED_T ->
                    paired(asked, decisions, question);
            case Errors errors when test == TestName.PAIRED_T ->
                    new PairedT(ofDifference(asked.metric(), errors)).answer(question);
            default ->
                    cannot(
                            asked,
                            "the "
                                    + test.text()
                                    + " test needs all rows in one place; paired-t of means and decisions does not");
        };
    }

    private static CannotSay cannot(Asked asked, String because) {
        return new CannotSay(Reason.ABSENT, asked.name() + ": " + because);
    }

    private static StatisticalTest mean(Metric metric, Moments moments) {
        return metric.formula() instanceof Formula.Mean(RowLoss _, boolean proportion) && proportion
                ? new Wilson(Math.round(moments.mean() * moments.count()), moments.count())
                : new PairedT(moments);
    }

    private static double probability(Metric metric) {
        return metric.formula() instanceof Formula.Tail(RowLoss _, double probability)
                ? probability
                : 0.5;
    }

    private static Inference exactly(long count, Question question) {
        double distance = count - question.nullValue();
        boolean against =
                switch (question.alternative()) {
                    case TWO_SIDED -> distance != 0;
                    case GREATER -> distance > 0;
                    case LESS -> distance < 0;
                };
        return new Inferred(count, new Interval(count, count), against ? 0 : 1, distance);
    }

    /// One row for each cell, weighing as much as the cell's rows together: what is linearised of
    /// it is what each of the rows would have.
    private record Grid(List<Cell> cells, Predictions challenger, Predictions champion) {

        static Grid of(Asked asked, Decisions decisions) {
            List<Cell> cells = new ArrayList<>();
            List<int[]> places = new ArrayList<>();
            decisions
                    .cells()
                    .forEach((key, cell) -> {
                        String[] place = key.split(" ");
                        if (cell.weight() > 0) {
                            cells.add(cell);
                            places.add(
                                    new int[] {
                                        Integer.parseInt(place[0]),
                                        Integer.parseInt(place[1]),
                                        Integer.parseInt(place[2])
                                    });
                        }
                    });
            RowFacts facts =
                    RowFacts.none(cells.size())
                            .withWeights(cells.stream().mapToDouble(Cell::weight).toArray());
            int[] truths = places.stream().mapToInt(p -> p[0]).toArray();
            return new Grid(
                    cells,
                    predictions(asked, decisions.classes(), truths, places, 1, facts),
                    predictions(asked, decisions.classes(), truths, places, 2, facts));
        }

        private static Predictions predictions(
                Asked asked,
                int classes,
                int[] truths,
                List<int[]> places,
                int whose,
                RowFacts facts) {
            if (asked.metric().task() == Task.BINARY) {
                boolean[] positives = new boolean[truths.length];
                for (int row = 0; row < truths.length; row++) {
                    positives[row] = truths[row] == 1;
                }
                return new BinaryPredictions(
                        places.stream().mapToDouble(p -> p[whose]).toArray(), positives, facts);
            }
            double[] scores = new double[truths.length * classes];
            for (int row = 0; row < truths.length; row++) {
                scores[row * classes + places.get(row)[whose]] = 1;
            }
            List<String> names = new ArrayList<>();
            for (int k = 0; k < classes; k++) {
                names.add(Integer.toString(k));
            }
            return new MulticlassPredictions(scores, truths, names, facts);
        }

        StatisticalTest test(double[] pseudoValues) {
            boolean plain = cells.stream().allMatch(c -> c.weight() == c.rows());
            Moments moments = Moments.NONE;
            WeightedMoments weighted = WeightedMoments.NONE;
            for (int i = 0; i < pseudoValues.length; i++) {
                Cell cell = cells.get(i);
                moments = moments.plus(new Moments(cell.rows(), pseudoValues[i], 0));
                weighted =
                        weighted.plus(
                                new WeightedMoments(
                                        cell.rows(),
                                        cell.weight(),
                                        cell.squared(),
                                        pseudoValues[i],
                                        0,
                                        0));
            }
            return plain ? new PairedT(moments) : new RobustPairedT(weighted);
        }
    }

    private static Inference decisions(Asked asked, Decisions decisions, Question question) {
        Grid grid = Grid.of(asked, decisions);
        Formula.Whole whole = (Formula.Whole) asked.metric().formula();
        Optional<CannotSay> obstacle = whole.obstacle(grid.challenger(), asked.setting());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        boolean plain = grid.cells().stream().allMatch(c -> c.weight() == c.rows());
        if (plain && whole instanceof ConfusionMetric counts && counts.isShare()) {
            return counts.share(
                            Confusion.at(
                                    asked.setting().threshold(),
                                    (BinaryPredictions) grid.challenger()))
                    .answer(question);
        }
        return grid.test(whole.linearised(grid.challenger(), asked.setting()).pseudoValues())
                .answer(question);
    }

    private static Inference paired(Asked asked, Decisions decisions, Question question) {
        Grid grid = Grid.of(asked, decisions);
        Formula.Whole whole = (Formula.Whole) asked.metric().formula();
        return whole.obstacle(grid.challenger(), asked.setting())
                .or(() -> whole.obstacle(grid.champion(), asked.setting()))
                .<Inference>map(cannot -> cannot)
                .orElseGet(() ->
                        grid.test(
                                        whole.linearised(grid.challenger(), asked.setting())
                                                .minus(
                                                        whole.linearised(
                                                                grid.champion(), asked.setting()))
                                                .pseudoValues())
                                .answer(question));
    }

    /// The moments of the pseudo-values, which are linear in errors or in their squares.
    private static Moments of(Metric metric, Errors errors) {
        if (metric.formula() == RegressionMetric.BIAS) {
            Moments plain = errors.plain().x();
            return new Moments(plain.count(), Math.abs(plain.mean()), plain.m2());
        }
        Moments squared = errors.squared().x();
        double root = Math.sqrt(squared.mean());
        double slope = slope(root);
        return new Moments(squared.count(), root, squared.m2() * slope * slope);
    }

    private static Moments ofDifference(Metric metric, Errors errors) {
        boolean bias = metric.formula() == RegressionMetric.BIAS;
        PairMoments pair = bias ? errors.plain() : errors.squared();
        double here = bias ? Math.abs(pair.meanX()) : Math.sqrt(pair.meanX());
        double there = bias ? Math.abs(pair.meanY()) : Math.sqrt(pair.meanY());
        double a = bias ? Math.signum(pair.meanX()) : slope(here);
        double b = bias ? Math.signum(pair.meanY()) : slope(there);
        double spread = a * a * pair.xx() - 2 * a * b * pair.xy() + b * b * pair.yy();
        return new Moments(pair.count(), here - there, Math.max(0, spread));
    }

    private static double slope(double root) {
        return root > 0 ? 1 / (2 * root) : 0;
    }

    private static Moments of(Reliability reliability) {
        Moments all = Moments.NONE;
        for (Reliability.Bin bin : reliability.bins().values()) {
            Moments excess = bin.excess();
            all = all.plus(new Moments(excess.count(), Math.abs(excess.mean()), excess.m2()));
        }
        return all;
    }

    /// By DeLong's variance of the buckets' placements; each end is moved outwards by what sharing
    /// a bucket may hide.
    private static Inference area(Scores scores, Question question) {
        TreeMap<Long, Scores.Bucket> buckets = new TreeMap<>(scores.buckets());
        double positives = buckets.values().stream().mapToLong(Scores.Bucket::positives).sum();
        double negatives = buckets.values().stream().mapToLong(Scores.Bucket::negatives).sum();
        Moments ofPositives = Moments.NONE;
        Moments ofNegatives = Moments.NONE;
        double positivesBelow = 0;
        double negativesBelow = 0;
        double hidden = 0;
        for (Scores.Bucket bucket : buckets.values()) {
            long p = bucket.positives();
            long n = bucket.negatives();
            ofPositives =
                    ofPositives.plus(new Moments(p, (negativesBelow + n / 2.0) / negatives, 0));
            ofNegatives =
                    ofNegatives.plus(
                            new Moments(n, (positives - positivesBelow - p / 2.0) / positives, 0));
            positivesBelow += p;
            negativesBelow += n;
            hidden += bucket.only() == null ? (double) p * n : 0;
        }
        double error = hidden / 2 / positives / negatives;
        Auc auc =
                Auc.ofPlacements(
                        ofPositives,
                        fourthPowers(buckets, ofPositives.mean(), true),
                        ofNegatives,
                        fourthPowers(buckets, ofNegatives.mean(), false));
        return switch (auc.area(question)) {
            case CannotSay cannot -> cannot;
            case Inferred inferred ->
                    new Inferred(
                            inferred.estimate(),
                            new Interval(
                                    Math.max(0, inferred.interval().lower() - error),
                                    Math.min(1, inferred.interval().upper() + error)),
                            inferred.pValue(),
                            inferred.statistic());
        };
    }

    /// The sum of the fourth powers of one class's placements about their mean.
    private static double fourthPowers(
            Map<Long, Scores.Bucket> buckets, double mean, boolean ofPositives) {
        double others =
                buckets.values().stream()
                        .mapToLong(
                                ofPositives ? Scores.Bucket::negatives : Scores.Bucket::positives)
                        .sum();
        double below = 0;
        double sum = 0;
        for (Scores.Bucket bucket : buckets.values()) {
            double rows = (double) (ofPositives ? bucket.positives() : bucket.negatives());
            double beside = (double) (ofPositives ? bucket.negatives() : bucket.positives());
            double share = (below + beside / 2.0) / others;
            sum += rows * Math.pow((ofPositives ? share : 1 - share) - mean, 4);
            below += beside;
        }
        return sum;
    }
}
