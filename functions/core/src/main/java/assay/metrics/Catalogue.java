package assay.metrics;

import static assay.metrics.Direction.HIGHER_IS_BETTER;
import static assay.metrics.Direction.LOWER_IS_BETTER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which metrics there are, by task and name.
final class Catalogue {
    /// `<what>_p<percentage>`, such as `log_loss_p99.9`.
    private static final Pattern QUANTILE = Pattern.compile("(.+)_p([0-9]{1,2}(?:\\.[0-9]{1,6})?)");

    /// `top_<k>_accuracy`, `ndcg_at_<k>`, `recall_at_<k>`.
    private static final Pattern FIRST_K =
            Pattern.compile("(top_|ndcg_at_|recall_at_)([1-9][0-9]{0,5})((?:_accuracy)?)");

    private static final List<String> ANY_TASK =
            List.of(
                    "latency_ms_p50",
                    "latency_ms_p95",
                    "latency_ms_p99",
                    "call_latency_ms_p50",
                    "call_latency_ms_p95",
                    "call_latency_ms_p99",
                    "rows",
                    "missing_predictions");

    private static final List<Metric> BINARY =
            List.of(
                    mean(Task.BINARY, HIGHER_IS_BETTER, BinaryLosses.CORRECT, true),
                    whole("precision", Task.BINARY, HIGHER_IS_BETTER, ConfusionMetric.PRECISION),
                    whole("recall", Task.BINARY, HIGHER_IS_BETTER, ConfusionMetric.RECALL),
                    whole("f1", Task.BINARY, HIGHER_IS_BETTER, ConfusionMetric.F1),
                    whole(
                            "specificity",
                            Task.BINARY,
                            HIGHER_IS_BETTER,
                            ConfusionMetric.SPECIFICITY),
                    whole("mcc", Task.BINARY, HIGHER_IS_BETTER, ConfusionMetric.MCC),
                    whole("roc_auc", Task.BINARY, HIGHER_IS_BETTER, RankMetric.ROC_AUC),
                    whole("pr_auc", Task.BINARY, HIGHER_IS_BETTER, RankMetric.PR_AUC),
                    mean(Task.BINARY, LOWER_IS_BETTER, BinaryLosses.LOG, false),
                    mean(Task.BINARY, LOWER_IS_BETTER, BinaryLosses.BRIER, false),
                    whole("ece", Task.BINARY, LOWER_IS_BETTER, CalibrationMetric.ECE),
                    mean(Task.BINARY, LOWER_IS_BETTER, BinaryLosses.COST, false));

    private static final List<Metric> REGRESSION =
            List.of(
                    mean(Task.REGRESSION, LOWER_IS_BETTER, RegressionLosses.ABSOLUTE, false),
                    whole("rmse", Task.REGRESSION, LOWER_IS_BETTER, RegressionMetric.RMSE),
                    mean(Task.REGRESSION, LOWER_IS_BETTER, RegressionLosses.SQUARED, false),
                    mean(Task.REGRESSION, LOWER_IS_BETTER, RegressionLosses.RELATIVE, false),
                    whole("r2", Task.REGRESSION, HIGHER_IS_BETTER, RegressionMetric.R2),
                    new Metric(
                            "median_ae",
                            Task.REGRESSION,
                            LOWER_IS_BETTER,
                            new Formula.Tail(RegressionLosses.ABSOLUTE, 0.5)),
                    whole("bias", Task.REGRESSION, LOWER_IS_BETTER, RegressionMetric.BIAS));

    private static final List<Metric> MULTICLASS =
            List.of(
                    mean(Task.MULTICLASS, HIGHER_IS_BETTER, MulticlassLosses.CORRECT, true),
                    whole(
                            "balanced_accuracy",
                            Task.MULTICLASS,
                            HIGHER_IS_BETTER,
                            MulticlassMetric.BALANCED_ACCURACY),
                    whole("f1_macro", Task.MULTICLASS, HIGHER_IS_BETTER, MulticlassMetric.F1_MACRO),
                    new Metric(
                            "f1_micro",
                            Task.MULTICLASS,
                            HIGHER_IS_BETTER,
                            new Formula.Mean(MulticlassLosses.CORRECT, true)),
                    whole(
                            "f1_weighted",
                            Task.MULTICLASS,
                            HIGHER_IS_BETTER,
                            MulticlassMetric.F1_WEIGHTED),
                    whole("mcc", Task.MULTICLASS, HIGHER_IS_BETTER, MulticlassMetric.MCC),
                    whole(
                            "roc_auc_ovr",
                            Task.MULTICLASS,
                            HIGHER_IS_BETTER,
                            OneVersusRest.ROC_AUC_OVR),
                    mean(Task.MULTICLASS, LOWER_IS_BETTER, MulticlassLosses.LOG, false),
                    mean(Task.MULTICLASS, LOWER_IS_BETTER, MulticlassLosses.BRIER, false),
                    mean(Task.MULTICLASS, LOWER_IS_BETTER, MulticlassLosses.COST, false));

    private static final List<Metric> RANKING =
            List.of(
                    mean(Task.RANKING, HIGHER_IS_BETTER, RankingLosses.MAP, false),
                    mean(Task.RANKING, HIGHER_IS_BETTER, RankingLosses.MRR, false));

    private static final List<Metric> SCORED =
            List.of(mean(Task.SCORED, HIGHER_IS_BETTER, ScoredLosses.SCORE, false));

    private Catalogue() {}

    /// The metrics of a task that an evaluation reports unless told otherwise.
    static List<Metric> of(Task task) {
        List<String> more =
                switch (task) {
                    case BINARY -> tailsOf("log_loss");
                    case MULTICLASS ->
                            Stream.concat(Stream.of("top_3_accuracy"), tailsOf("log_loss").stream())
                                    .toList();
                    case REGRESSION ->
                            Stream.concat(
                                            Stream.of("pinball_p50", "pinball_p90", "pinball_p99"),
                                            tailsOf("mae").stream())
                                    .toList();
                    case RANKING -> List.of("ndcg_at_10", "recall_at_10");
                    case SCORED -> List.of("score_p1", "score_p5", "score_p50");
                };
        return Stream.concat(
                        fixed(task).stream(),
                        Stream.concat(more.stream(), ANY_TASK.stream())
                                .map(name -> named(name, task).orElseThrow()))
                .toList();
    }

    static Optional<Metric> named(String name, Task task) {
        return fixed(task).stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .or(() -> count(name, task))
                .or(() -> firstK(name, task))
                .or(() -> quantile(name, task));
    }

    private static List<Metric> fixed(Task task) {
        return switch (task) {
            case BINARY -> BINARY;
            case REGRESSION -> REGRESSION;
            case MULTICLASS -> MULTICLASS;
            case RANKING -> RANKING;
            case SCORED -> SCORED;
        };
    }

    private static Optional<Metric> count(String name, Task task) {
        return switch (name) {
            case "rows" ->
                    Optional.of(
                            new Metric(
                                    name,
                                    task,
                                    HIGHER_IS_BETTER,
                                    new Formula.Count((p, s) -> p.rows())));
            case "missing_predictions" ->
                    Optional.of(
                            new Metric(
                                    name,
                                    task,
                                    LOWER_IS_BETTER,
                                    new Formula.Count((p, s) -> s.missing())));
            default -> Optional.empty();
        };
    }

    private static Optional<Metric> firstK(String name, Task task) {
        Matcher matcher = FIRST_K.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int k = Integer.parseInt(matcher.group(2));
        return switch (task.text() + " " + matcher.group(1) + "k" + matcher.group(3)) {
            case "multiclass top_k_accuracy" ->
                    Optional.of(
                            mean(task, HIGHER_IS_BETTER, MulticlassLosses.among(name, k), true));
            case "ranking ndcg_at_k" ->
                    Optional.of(mean(task, HIGHER_IS_BETTER, RankingLosses.ndcg(name, k), false));
            case "ranking recall_at_k" ->
                    Optional.of(mean(task, HIGHER_IS_BETTER, RankingLosses.recall(name, k), false));
            default -> Optional.empty();
        };
    }

    private static Optional<Metric> quantile(String name, Task task) {
        Matcher matcher = QUANTILE.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double probability = new BigDecimal(matcher.group(2)).movePointLeft(2).doubleValue();
        if (!(probability > 0)) {
            return Optional.empty();
        }
        String what = matcher.group(1);
        if (what.equals("pinball")) {
            return task == Task.REGRESSION
                    ? Optional.of(
                            mean(
                                    task,
                                    LOWER_IS_BETTER,
                                    RegressionLosses.pinball(name, probability),
                                    false))
                    : Optional.empty();
        }
        if (what.equals(Latency.CALLS.name())) {
            return Optional.of(tail(name, task, LOWER_IS_BETTER, Latency.CALLS, probability));
        }
        if (what.equals("latency_ms")) {
            return Optional.of(tail(name, task, LOWER_IS_BETTER, Latency.MILLIS, probability));
        }
        return named(what, task)
                .flatMap(of ->
                        of.formula() instanceof Formula.Mean mean && !mean.proportion()
                                ? Optional.of(
                                        tail(name, task, of.direction(), mean.loss(), probability))
                                : Optional.empty());
    }

    private static Metric mean(Task task, Direction direction, RowLoss loss, boolean proportion) {
        return new Metric(loss.name(), task, direction, new Formula.Mean(loss, proportion));
    }

    private static Metric whole(
            String name, Task task, Direction direction, Formula.Whole formula) {
        return new Metric(name, task, direction, formula);
    }

    private static Metric tail(
            String name, Task task, Direction direction, RowLoss loss, double probability) {
        return new Metric(name, task, direction, new Formula.Tail(loss, probability));
    }

    private static List<String> tailsOf(String loss) {
        return Stream.of("p50", "p90", "p95", "p99", "p99.9").map(p -> loss + "_" + p).toList();
    }
}
