package assay.gate;

import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.Bound;
import assay.gate.Criterion.Claim;
import assay.gate.Criterion.Measure;
import assay.gate.Criterion.Relative;
import assay.gate.Finding.Measured;
import assay.gate.Finding.Outcome;
import assay.gate.Finding.Slice;
import assay.gate.Slices.Part;
import assay.gate.Trial.Duel;
import assay.metrics.Direction;
import assay.metrics.Metric;
import assay.metrics.Predictions;
import assay.metrics.Setting;
import assay.metrics.TestName;
import assay.statistics.Alternative;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.planning.RowsNeeded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides criteria that are about a metric.
///
/// @param alpha the level of this try
/// @param power at which rows still needed are reckoned
/// @param seed of everything that is drawn
public record Judgement(double alpha, double power, long seed) {

    /// Decides a demand on the difference from the champion.
    public Finding find(Relative criterion, Trial trial) {
        Optional<Metric> metric =
                Metric.named(criterion.measure().metric(), trial.challenger().task());
        if (metric.isEmpty()) {
            return invalid(criterion, trial, unknown(criterion.measure(), trial));
        }
        Optional<TestName> unsuited =
                criterion.tests().stream()
                        .filter(t -> !metric.get().tests().contains(t))
                        .findFirst();
        if (unsuited.isPresent()) {
            return invalid(criterion, trial, unsuited(metric.get(), unsuited.get()));
        }
        if (trial.duel().isEmpty()) {
            return new Finding(
                    criterion,
                    Optional.of(trial.dataset()),
                    Outcome.NOT_APPLICABLE,
                    "There is no champion to compare with.",
                    Optional.empty(),
                    List.of());
        }
        Duel duel = trial.duel().get();
        Setting setting = setting(criterion.measure(), trial);
        return overSlices(
                criterion,
                criterion.measure(),
                trial,
                duel.slices(),
                (rows, level) ->
                        relative(criterion, metric.get(), part(duel, rows), setting, level));
    }

    /// Decides a demand on the challenger alone.
    public Finding find(Absolute criterion, Trial trial) {
        Optional<Metric> metric =
                Metric.named(criterion.measure().metric(), trial.challenger().task());
        if (metric.isEmpty()) {
            return invalid(criterion, trial, unknown(criterion.measure(), trial));
        }
        Setting setting = setting(criterion.measure(), trial);
        return overSlices(
                criterion,
                criterion.measure(),
                trial,
                trial.slices(),
                (rows, level) ->
                        absolute(
                                criterion,
                                metric.get(),
                                rows.map(trial.challenger()::at).orElse(trial.challenger()),
                                setting,
                                level));
    }

    /// What was found of some rows; all of them where none are named.
    private interface OfRows {
        Part of(Optional<int[]> rows, double level);
    }

    private Finding overSlices(
            Criterion criterion,
            Measure measure,
            Trial trial,
            java.util.Map<String, Trial.SliceColumn> columns,
            OfRows found) {
        if (measure.by().isEmpty()) {
            Part whole = found.of(Optional.empty(), alpha);
            return new Finding(
                    criterion,
                    Optional.of(trial.dataset()),
                    whole.outcome(),
                    whole.reason(),
                    whole.measured(),
                    List.of());
        }
        List<String> absent =
                measure.by().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .filter(c -> !columns.containsKey(c))
                        .toList();
        if (!absent.isEmpty()) {
            return invalid(
                    criterion,
                    trial,
                    trial.dataset()
                            + " has no slice column "
                            + String.join(", ", absent)
                            + "; it has "
                            + (columns.isEmpty()
                                    ? "none"
                                    : String.join(", ", new java.util.TreeSet<>(columns.keySet())))
                            + ".");
        }
        List<Trial.SliceColumn> divisions = new ArrayList<>();
        for (List<String> by : measure.by()) {
            switch (Slices.divide(by, columns)) {
                case Slices.Division.Divided(Trial.SliceColumn column) -> divisions.add(column);
                case Slices.Division.TooMany(String because) -> {
                    return invalid(
                            criterion,
                            trial,
                            "On "
                                    + trial.dataset()
                                    + ", "
                                    + because
                                    + "; name columns with fewer values.");
                }
            }
        }
        Slices slices = Slices.of(divisions);
        // Simultaneous intervals: together they miss with probability alpha at most (Bonferroni).
        double level = alpha / Math.max(1, slices.size());
        List<Slice> parts = new ArrayList<>();
        for (int s = 0; s < slices.size(); s++) {
            Part part = found.of(Optional.of(slices.rows(s)), level);
            parts.add(new Slice(slices.name(s), part.outcome(), part.reason(), part.measured()));
        }
        parts.sort(
                Comparator.<Slice>comparingInt(slice -> severity(slice.outcome()))
                        .thenComparingDouble(slice -> room(slice, criterion, trial)));
        Outcome outcome = Decision.all(parts.stream().map(Slice::outcome).toList());
        return new Finding(
                criterion,
                Optional.of(trial.dataset()),
                outcome,
                Reasons.slices(outcome, parts),
                parts.isEmpty() ? Optional.empty() : parts.getFirst().measured(),
                parts);
    }

    /// How far the estimate lies on the right side of the margin.
    private static double room(Slice slice, Criterion criterion, Trial trial) {
        if (slice.measured().isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        Measured m = slice.measured().get();
        return switch (criterion) {
            case Relative relative -> {
                boolean higher =
                        Metric.named(relative.measure().metric(), trial.challenger().task())
                                .map(metric -> metric.direction() == Direction.HIGHER_IS_BETTER)
                                .orElse(true);
                double gain = higher ? m.estimate() : -m.estimate();
                yield relative.claim() == Claim.EQUIVALENT ? -Math.abs(m.estimate()) : gain;
            }
            case Absolute absolute ->
                    absolute.bound() == Bound.AT_LEAST ? m.estimate() : -m.estimate();
            case Criterion.PermittedUse _, Criterion.Signed _ -> 0;
        };
    }

    private static int severity(Outcome outcome) {
        return switch (outcome) {
            case INVALID -> 0;
            case FAIL -> 1;
            case UNDECIDED -> 2;
            case PASS -> 3;
            case NOT_APPLICABLE -> 4;
        };
    }

    private static Duel part(Duel duel, Optional<int[]> rows) {
        return rows.map(r ->
                        new Duel(
                                duel.challenger().at(r),
                                duel.champion().at(r),
                                java.util.Map.of(),
                                duel.identical()))
                .orElse(duel);
    }

    private Part relative(
            Relative criterion, Metric metric, Duel duel, Setting setting, double level) {
        Claim claim = criterion.claim();
        Direction direction = metric.direction();
        OptionalDouble challenger = metric.value(duel.challenger(), setting);
        OptionalDouble champion = metric.value(duel.champion(), setting);
        TestName test = metric.testOf(criterion.tests(), duel.challenger());
        int rows = metric.rows(duel.challenger());
        if (duel.identical()) {
            Outcome outcome = Decision.ofIdentical(claim);
            Measured measured =
                    new Measured(
                            Optional.of(test.text()),
                            0,
                            new Interval(0, 0),
                            1 - level,
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            Optional.empty(),
                            criterion.margin(),
                            champion,
                            challenger,
                            rows,
                            OptionalLong.empty());
            return new Part(outcome, Reasons.IDENTICAL, Optional.of(measured));
        }
        Asked asked = Asked.of(claim, direction, criterion.margin());
        StatisticalTest comparison =
                metric.comparison(duel.challenger(), duel.champion(), test, setting);
        Answer answer =
                criterion.measure().oneSided()
                        ? oneSided(asked, level, comparison)
                        : twoSided(asked, level, comparison);
        return switch (answer) {
            case Answer.Not(CannotSay cannot) -> cannot(cannot);
            case Answer.Given(Inferred inferred, double confidence) -> {
                Outcome outcome =
                        Decision.of(claim, direction, criterion.margin(), inferred.interval());
                Measured measured =
                        new Measured(
                                Optional.of(test.text()),
                                inferred.estimate(),
                                inferred.interval(),
                                confidence,
                                OptionalDouble.of(inferred.pValue()),
                                OptionalDouble.of(inferred.statistic()),
                                metric.moments(duel.challenger(), duel.champion(), setting),
                                criterion.margin(),
                                champion,
                                challenger,
                                rows,
                                outcome == Outcome.UNDECIDED
                                        ? needed(asked, inferred, confidence, rows)
                                        : OptionalLong.empty());
                yield new Part(
                        outcome,
                        Reasons.relative(criterion, direction, outcome, measured),
                        Optional.of(measured));
            }
        };
    }

    private Part absolute(
            Absolute criterion,
            Metric metric,
            Predictions predictions,
            Setting setting,
            double level) {
        Asked asked = Asked.of(criterion.bound(), criterion.value());
        Answer answer =
                criterion.measure().oneSided()
                        ? oneSided(asked, level, metric.measurement(predictions, setting))
                        : twoSided(asked, level, metric.measurement(predictions, setting));
        return switch (answer) {
            case Answer.Not(CannotSay cannot) -> cannot(cannot);
            case Answer.Given(Inferred inferred, double confidence) -> {
                Outcome outcome =
                        Decision.of(criterion.bound(), criterion.value(), inferred.interval());
                boolean counted = inferred.interval().width() == 0 && metric.tests().isEmpty();
                Measured measured =
                        new Measured(
                                Optional.empty(),
                                inferred.estimate(),
                                inferred.interval(),
                                confidence,
                                counted
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of(inferred.pValue()),
                                counted
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of(inferred.statistic()),
                                metric.moments(predictions, setting),
                                criterion.value(),
                                OptionalDouble.empty(),
                                OptionalDouble.of(inferred.estimate()),
                                metric.rows(predictions),
                                outcome == Outcome.UNDECIDED
                                        ? needed(
                                                asked,
                                                inferred,
                                                confidence,
                                                metric.rows(predictions))
                                        : OptionalLong.empty());
                yield new Part(
                        outcome,
                        Reasons.absolute(criterion, outcome, measured),
                        Optional.of(measured));
            }
        };
    }

    /// What must be shown, as null values on the scale of the quantity.
    ///
    /// @param nulls the ends that the interval must clear: one, or for equivalence two
    /// @param towards on which side of its null each must be shown to lie
    private record Asked(List<Double> nulls, List<Alternative> towards) {

        static Asked of(Claim claim, Direction direction, double margin) {
            boolean higher = direction == Direction.HIGHER_IS_BETTER;
            Alternative better = higher ? Alternative.GREATER : Alternative.LESS;
            double sign = higher ? 1 : -1;
            return switch (claim) {
                case SUPERIOR -> new Asked(List.of(sign * margin + 0.0), List.of(better));
                case NON_INFERIOR -> new Asked(List.of(-sign * margin + 0.0), List.of(better));
                case EQUIVALENT ->
                        new Asked(
                                List.of(-margin, margin),
                                List.of(Alternative.GREATER, Alternative.LESS));
            };
        }

        static Asked of(Bound bound, double value) {
            return new Asked(
                    List.of(value),
                    List.of(bound == Bound.AT_LEAST ? Alternative.GREATER : Alternative.LESS));
        }
    }

    private sealed interface Answer {
        record Given(Inferred inferred, double confidence) implements Answer {}

        record Not(CannotSay cannot) implements Answer {}
    }

    /// Alpha over both sides: one interval, held against each null; the p-value of the harder one.
    private static Answer twoSided(Asked asked, double level, StatisticalTest test) {
        Inferred hardest = null;
        for (double nullValue : asked.nulls()) {
            switch (test.answer(new Question(nullValue, Alternative.TWO_SIDED, 1 - level))) {
                case CannotSay cannot -> {
                    return new Answer.Not(cannot);
                }
                case Inferred inferred -> hardest = harder(hardest, inferred);
            }
        }
        return new Answer.Given(java.util.Objects.requireNonNull(hardest), 1 - level);
    }

    /// Alpha on one side for the claim, and on the other against it: the two bounds make an
    /// interval at `1 - 2 alpha`, and the p-value is of the claim's side.
    private static Answer oneSided(Asked asked, double level, StatisticalTest test) {
        Inferred hardest = null;
        double lower = Double.NEGATIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        for (int i = 0; i < asked.nulls().size(); i++) {
            for (Alternative side : List.of(Alternative.GREATER, Alternative.LESS)) {
                switch (test.answer(new Question(asked.nulls().get(i), side, 1 - level))) {
                    case CannotSay cannot -> {
                        return new Answer.Not(cannot);
                    }
                    case Inferred inferred -> {
                        lower = Math.max(lower, inferred.interval().lower());
                        upper = Math.min(upper, inferred.interval().upper());
                        if (side == asked.towards().get(i)) {
                            hardest = harder(hardest, inferred);
                        }
                    }
                }
            }
        }
        Inferred claim = java.util.Objects.requireNonNull(hardest);
        return new Answer.Given(
                new Inferred(
                        claim.estimate(),
                        new Interval(lower, upper),
                        claim.pValue(),
                        claim.statistic()),
                1 - 2 * level);
    }

    private static Inferred harder(@org.jspecify.annotations.Nullable Inferred a, Inferred b) {
        return a == null || b.pValue() > a.pValue() ? b : a;
    }

    private OptionalLong needed(Asked asked, Inferred inferred, double confidence, int rows) {
        long most = 0;
        for (double nullValue : asked.nulls()) {
            Question question = new Question(nullValue, Alternative.TWO_SIDED, confidence);
            switch (RowsNeeded.toDecide(
                    inferred.estimate(), inferred.interval(), question, rows, power)) {
                case RowsNeeded.Further further -> most = Math.max(most, further.further());
                case RowsNeeded.Decided decided -> {}
                case RowsNeeded.Unforeseeable unforeseeable -> {
                    return OptionalLong.empty();
                }
            }
        }
        return most == 0 ? OptionalLong.empty() : OptionalLong.of(most);
    }

    /// More data may mend what is too few or too even; nothing mends what was not given.
    private static Part cannot(CannotSay cannot) {
        Outcome outcome =
                switch (cannot.reason()) {
                    case TOO_FEW, NO_VARIATION, ONE_CLASS, UNBOUNDED -> Outcome.UNDECIDED;
                    case NOT_FINITE, ABSENT -> Outcome.INVALID;
                };
        return new Part(outcome, Reasons.sentence(cannot.because()), Optional.empty());
    }

    private Setting setting(Measure measure, Trial trial) {
        return new Setting(measure.costs(), measure.threshold(), seed, trial.missing());
    }

    private static String unknown(Measure measure, Trial trial) {
        return "A "
                + trial.challenger().task().text()
                + " model has no metric '"
                + measure.metric()
                + "'; it has "
                + Metric.of(trial.challenger().task()).stream()
                        .map(Metric::name)
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String unsuited(Metric metric, TestName test) {
        Set<TestName> tests = metric.tests();
        return "There is no "
                + test.text()
                + " test of "
                + metric.name()
                + (tests.isEmpty()
                        ? "."
                        : "; there is "
                                + tests.stream()
                                        .map(TestName::text)
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private static Finding invalid(Criterion criterion, Trial trial, String reason) {
        return new Finding(
                criterion,
                Optional.of(trial.dataset()),
                Outcome.INVALID,
                reason,
                Optional.empty(),
                List.of());
    }
}
