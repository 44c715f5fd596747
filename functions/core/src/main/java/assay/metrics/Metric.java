package assay.metrics;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A metric by its name in a gate: `log_loss`, `log_loss_p99.9`, `latency_ms_p99`, `pinball_p90`,
/// `ndcg_at_10`, `top_3_accuracy`, `missing_predictions`, `rows`.
///
/// What each is, by whose convention, with which interval: `functions/docs/metrics.md`.
public final class Metric {
    private final String name;
    private final Task task;
    private final Direction direction;
    private final Formula formula;

    Metric(String name, Task task, Direction direction, Formula formula) {
        this.name = name;
        this.task = task;
        this.direction = direction;
        this.formula = formula;
    }

    /// The metric of that name; empty if the task has none.
    public static Optional<Metric> named(String name, Task task) {
        return Catalogue.named(name, task);
    }

    /// What an evaluation of this task reports unless told otherwise.
    public static List<Metric> of(Task task) {
        return Catalogue.of(task);
    }

    /// The number per row, or per query, that says most about one answer of a model of this task:
    /// what slices and worst examples are told by unless a gate asks for another.
    public static Metric loss(Task task) {
        return named(
                        switch (task) {
                            case BINARY, MULTICLASS -> "log_loss";
                            case REGRESSION -> "mae";
                            case RANKING -> "ndcg_at_10";
                            case SCORED -> "score";
                        },
                        task)
                .orElseThrow();
    }

    /// Whether it is the mean of a number per row, or per query: whether there are worst examples
    /// of it.
    public boolean isMean() {
        return formula instanceof Formula.Mean;
    }

    /// The name in a gate.
    public String name() {
        return name;
    }

    /// The task it is a metric of.
    public Task task() {
        return task;
    }

    /// Which way it gets better.
    public Direction direction() {
        return direction;
    }

    /// The value alone; empty where it is undefined. To decide anything, `measure` or `compare`.
    public OptionalDouble value(Predictions predictions, Setting setting) {
        return obstacle(predictions, setting).isPresent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Measurement.value(formula, predictions, setting));
    }

    /// The value with its two-sided interval.
    public Inference measure(Predictions predictions, Setting setting, double confidence) {
        return measure(predictions, setting, Question.twoSided(confidence));
    }

    /// The value, asked against a null value and in a direction.
    public Inference measure(Predictions predictions, Setting setting, Question question) {
        return measurement(predictions, setting).answer(question);
    }

    /// The value, to be asked as often as there are questions.
    public StatisticalTest measurement(Predictions predictions, Setting setting) {
        return obstacle(predictions, setting)
                .map(Metric::cannot)
                .orElseGet(() -> Measurement.test(formula, predictions, setting));
    }

    private static StatisticalTest cannot(CannotSay because) {
        return question -> because;
    }

    /// Challenger minus champion in the metric's own unit.
    ///
    /// @param challenger and champion hold the same rows in the same order
    /// @param test one of `tests()`; for a count, any: it is held against numbers, not a champion
    public Inference compare(
            Predictions challenger,
            Predictions champion,
            TestName test,
            Setting setting,
            Question question) {
        return comparison(challenger, champion, test, setting).answer(question);
    }

    /// The same, to be asked as often as there are questions.
    public StatisticalTest comparison(
            Predictions challenger, Predictions champion, TestName test, Setting setting) {
        if (challenger.rows() != champion.rows()) {
            throw new IllegalArgumentException(
                    "challenger has " + challenger.rows() + " rows, champion " + champion.rows());
        }
        if (!tests().isEmpty() && !tests().contains(test)) {
            throw new IllegalArgumentException(
                    "no " + test.text() + " test for " + name + "; there are " + tests());
        }
        return obstacle(challenger, setting)
                .or(() -> obstacle(champion, setting))
                .map(Metric::cannot)
                .orElseGet(() -> Comparison.test(formula, challenger, champion, test, setting));
    }

    /// How many rows it is of: all, or those that were measured.
    public int rows(Predictions predictions) {
        return formula instanceof Formula.Tail(RowLoss loss, double _)
                        && loss.observed() == RowLoss.Observed.CALL
                        && predictions.facts().callTimes() != null
                ? Latency.of(predictions).rows().length
                : predictions.rows();
    }

    /// The moments of what it is the mean of, row by row: with them anybody reckons the mean's
    /// interval again. Empty where it is no mean, and of weighted or clustered rows.
    public Optional<Moments> moments(Predictions predictions, Setting setting) {
        return formula instanceof Formula.Mean mean && isPlain(predictions)
                ? Optional.of(mean.loss().moments(predictions, setting))
                : Optional.empty();
    }

    /// The same of the differences, challenger minus champion.
    public Optional<Moments> moments(
            Predictions challenger, Predictions champion, Setting setting) {
        if (!(formula instanceof Formula.Mean mean) || !isPlain(challenger)) {
            return Optional.empty();
        }
        return Optional.of(
                mean.proportion()
                        ? Discordance.of(mean.loss(), challenger, champion, setting).moments()
                        : Moments.ofDifferences(
                                mean.loss().of(challenger, setting),
                                mean.loss().of(champion, setting)));
    }

    /// Whether observations count alike, and each for itself.
    static boolean isPlain(Predictions predictions) {
        RowFacts facts = predictions.unitFacts();
        return !facts.weighted() && !facts.clustered();
    }

    /// The test that is used where a gate names none.
    ///
    /// @param rows of the dataset
    public TestName defaultTest(int rows) {
        return Comparison.defaultTest(formula, rows);
    }

    /// The first of these tests that takes the predictions' weights and clusters into account;
    /// where none does, the first, which then says so; of no test, the usual one.
    public TestName testOf(List<TestName> preferred, Predictions predictions) {
        boolean plain = isPlain(predictions);
        return preferred.stream()
                .filter(test -> plain || test.knowsWeights())
                .findFirst()
                .or(() -> preferred.stream().findFirst())
                .orElseGet(() -> defaultTest(predictions.rows()));
    }

    /// The paired tests that make sense for it; none for counts.
    public Set<TestName> tests() {
        Set<TestName> tests = EnumSet.noneOf(TestName.class);
        tests.addAll(Comparison.tests(formula));
        return tests;
    }

    Formula formula() {
        return formula;
    }

    private Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        if (predictions.task() != task) {
            throw new IllegalArgumentException(
                    name + " of " + task.text() + " asked of " + predictions.task().text());
        }
        if (predictions.rows() == 0 && !(formula instanceof Formula.Count)) {
            return Optional.of(new CannotSay(Reason.TOO_FEW, name + " of no rows"));
        }
        return formula.obstacle(predictions, setting);
    }

    @Override
    public String toString() {
        return name;
    }
}
