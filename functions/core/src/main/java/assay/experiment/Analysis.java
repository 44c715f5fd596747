package assay.experiment;

import assay.experiment.Report.Relative;
import assay.experiment.Report.VariantFinding;
import assay.experiment.Sample.Units;
import assay.gate.Criterion;
import assay.gate.Criterion.Claim;
import assay.gate.Criterion.Measure;
import assay.gate.Decision;
import assay.gate.Finding;
import assay.gate.Finding.Measured;
import assay.gate.Finding.Outcome;
import assay.gate.Finding.Slice;
import assay.metrics.Direction;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Question;
import assay.statistics.Student;
import assay.statistics.planning.RowsNeeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Decides an experiment from its sample: every effect by its interval against its margin.
public final class Analysis {

    private final Experiment experiment;
    private final Sample sample;
    private final Instant now;
    private final List<Double> looks;
    private final Optional<String> waits;

    /// @param waits what a decision waits for, whatever the intervals say; empty if nothing
    private Analysis(
            Experiment experiment,
            Sample sample,
            Instant now,
            List<Double> looks,
            Optional<String> waits) {
        this.experiment = experiment;
        this.sample = sample;
        this.now = now;
        this.looks = looks;
        this.waits = waits;
    }

    /// What the experiment says now.
    ///
    /// @param looksBefore the fractions at which a group-sequential test has looked before
    public static Report of(
            Experiment experiment, Sample sample, Instant now, List<Double> looksBefore) {
        return switch (experiment.inference()) {
            case Method.Sequential sequential -> {
                List<Double> looks =
                        sequential.due(looksBefore, sample.units(), experiment.isOver(now));
                // What comes in between two looks is not to be tested at the bound of the first.
                Optional<String> waits =
                        looks.isEmpty() || looks.size() > looksBefore.size()
                                ? Optional.empty()
                                : Optional.of(nextLook(sequential, sample.units()));
                yield new Analysis(experiment, sample, now, looks, waits).report();
            }
            case Method.Fixed fixed ->
                    new Analysis(experiment, sample, now, List.of(), atItsEnd(experiment, now))
                            .report();
            case Method.AlwaysValid always ->
                    new Analysis(experiment, sample, now, List.of(), Optional.empty()).report();
            case Method.Bayesian bayesian ->
                    new Analysis(experiment, sample, now, List.of(), Optional.empty()).report();
        };
    }

    private static String nextLook(Method.Sequential sequential, long units) {
        OptionalLong next = sequential.next(units);
        return next.isEmpty()
                ? "The last look was taken; nothing is decided after it."
                : "Nothing is decided between looks: the next one is at %d units, and there are %d."
                        .formatted(next.getAsLong(), units);
    }

    private static Optional<String> atItsEnd(Experiment experiment, Instant now) {
        return experiment.isOver(now)
                ? Optional.empty()
                : Optional.of(
                        "A fixed test is decided once, at its end on %s."
                                .formatted(experiment.end().orElseThrow()));
    }

    private Report report() {
        Split split = Split.of(experiment, sample);
        Map<Cell, Effect> effects = new LinkedHashMap<>();
        for (Cell cell : cells()) {
            effects.put(cell, effect(cell, Units.ALL));
        }
        Family family = Family.of(experiment, effects);
        List<VariantFinding> findings =
                effects.entrySet().stream()
                        .map(e -> finding(e.getKey(), e.getValue(), family))
                        .toList();
        Conclusion conclusion = Conclusion.of(experiment, split, findings, now, waits);
        return new Report(
                now,
                conclusion.outcome(),
                conclusion.winner(),
                conclusion.summary(),
                split,
                sample.left(),
                looks,
                sample.days().arrivals(),
                findings);
    }

    /// One metric in one treatment.
    record Cell(int variant, int metric) {}

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int v = 1; v < experiment.variants().size(); v++) {
            for (int m = 0; m < experiment.metrics().size(); m++) {
                cells.add(new Cell(v, m));
            }
        }
        return cells;
    }

    private Effect effect(Cell cell, Units which) {
        return Effect.of(experiment, sample, cell.metric(), cell.variant(), which, looks);
    }

    private VariantFinding finding(Cell cell, Effect effect, Family family) {
        OnlineMetric metric = experiment.metrics().get(cell.metric());
        Finding finding =
                switch (metric.role()) {
                    case SUCCESS -> success(cell, metric, effect, family);
                    case GUARDRAIL -> guardrail(cell, metric, effect);
                };
        Question usual = Question.twoSided(1 - experiment.alpha());
        Optional<Relative> relative =
                effect.relative()
                        .map(test -> test.answer(usual))
                        .filter(Inferred.class::isInstance)
                        .map(Inferred.class::cast)
                        .map(seen -> new Relative(seen.estimate(), seen.interval()));
        OptionalDouble detectable =
                effect.absolute().answer(usual) instanceof Inferred seen
                        ? OptionalDouble.of(detectable(seen.interval(), usual))
                        : OptionalDouble.empty();
        List<DailyEffects.Day> days = sample.days().of(cell.metric(), cell.variant());
        return new VariantFinding(
                experiment.variants().get(cell.variant()).name(),
                finding,
                relative,
                effect.adjusted(),
                daysNeeded(finding),
                detectable,
                power(metric, effect, family.size()),
                days,
                sample.days().trend(cell.metric(), cell.variant(), days));
    }

    private Finding success(Cell cell, OnlineMetric metric, Effect effect, Family family) {
        double bound = metric.margin().orElse(0);
        return switch (family.of(cell)) {
            case Family.Open(String because) -> open(metric, Claim.SUPERIOR, bound, because);
            case Family.Decided(var decision, Inferred seen, Question single) -> {
                Outcome outcome =
                        decidable(
                                Decision.of(
                                        Claim.SUPERIOR,
                                        metric.direction(),
                                        bound,
                                        decision.interval()));
                Measured measured =
                        measured(
                                effect,
                                seen,
                                decision.interval(),
                                decision.adjustedPValue(),
                                bound,
                                outcome == Outcome.UNDECIDED
                                        ? needed(effect, single)
                                        : OptionalLong.empty());
                yield closed(cell, metric, Claim.SUPERIOR, outcome, measured);
            }
        };
    }

    private Finding guardrail(Cell cell, OnlineMetric metric, Effect effect) {
        double margin = metric.margin().orElse(0);
        Question question =
                Question.twoSided(1 - experiment.alpha())
                        .about(nullValue(Claim.NON_INFERIOR, metric.direction(), margin));
        return switch (effect.absolute().answer(question)) {
            case CannotSay(var reason, String because) ->
                    open(metric, Claim.NON_INFERIOR, margin, because);
            case Inferred seen -> {
                Outcome byMargin =
                        Decision.of(
                                Claim.NON_INFERIOR, metric.direction(), margin, seen.interval());
                Outcome outcome =
                        decidable(
                                metric.margin().isPresent() || byMargin == Outcome.FAIL
                                        ? byMargin
                                        : Outcome.NOT_APPLICABLE);
                Measured measured =
                        measured(
                                effect,
                                seen,
                                seen.interval(),
                                seen.pValue(),
                                margin,
                                outcome == Outcome.UNDECIDED
                                        ? needed(effect, question)
                                        : OptionalLong.empty());
                yield closed(cell, metric, Claim.NON_INFERIOR, outcome, measured);
            }
        };
    }

    /// Nothing is decided before its time.
    private Outcome decidable(Outcome outcome) {
        return waits.isPresent() ? Outcome.UNDECIDED : outcome;
    }

    /// The difference between treatment and control that the claim is held against.
    static double nullValue(Claim claim, Direction direction, double margin) {
        double gain = claim == Claim.SUPERIOR ? margin : -margin;
        return direction == Direction.HIGHER_IS_BETTER ? gain : -gain;
    }

    private Measured measured(
            Effect effect,
            Inferred seen,
            Interval interval,
            double pValue,
            double bound,
            OptionalLong needed) {
        return new Measured(
                Optional.of(experiment.inference().word()),
                seen.estimate(),
                interval,
                1 - experiment.alpha(),
                OptionalDouble.of(pValue),
                OptionalDouble.of(seen.statistic()),
                Optional.empty(),
                bound,
                effect.control(),
                effect.treatment(),
                Math.toIntExact(effect.units()),
                needed);
    }

    private OptionalLong needed(Effect effect, Question question) {
        return effect.absolute().answer(question) instanceof Inferred seen
                        && RowsNeeded.toDecide(
                                        seen.estimate(),
                                        seen.interval(),
                                        question,
                                        effect.units(),
                                        experiment.power())
                                instanceof RowsNeeded.Further further
                ? OptionalLong.of(further.further())
                : OptionalLong.empty();
    }

    /// @param family how many success metrics share the level
    private Optional<Power> power(OnlineMetric metric, Effect effect, int family) {
        OptionalDouble gain = Power.effect(metric);
        double level =
                metric.role() == OnlineMetric.Role.SUCCESS
                        ? experiment.alpha() / family
                        : experiment.alpha();
        Question question = Question.twoSided(1 - level);
        return gain.isPresent()
                        && effect.absolute().answer(question) instanceof Inferred seen
                        && seen.interval().width() > 0
                        && seen.interval().width() < Double.POSITIVE_INFINITY
                ? Optional.of(
                        Power.of(
                                metric,
                                gain.getAsDouble(),
                                question,
                                seen.interval(),
                                effect.units(),
                                perDay(),
                                experiment.power()))
                : Optional.empty();
    }

    private double perDay() {
        return (double) sample.units() / Math.max(1, experiment.daysRun(now));
    }

    private OptionalLong daysNeeded(Finding finding) {
        OptionalLong units =
                finding.measured().map(Measured::rowsNeeded).orElse(OptionalLong.empty());
        return units.isEmpty() || sample.units() == 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil(units.getAsLong() / perDay()));
    }

    private double detectable(Interval interval, Question question) {
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        double power = Student.upperQuantile(1 - experiment.power(), Double.POSITIVE_INFINITY);
        return interval.width() / 2 * (1 + power / reach);
    }

    private Finding open(OnlineMetric metric, Claim claim, double bound, String because) {
        return new Finding(
                criterion(metric, claim, bound),
                Optional.empty(),
                Outcome.UNDECIDED,
                "Cannot be said yet: " + because + ".",
                Optional.empty(),
                List.of());
    }

    private Finding closed(
            Cell cell, OnlineMetric metric, Claim claim, Outcome outcome, Measured measured) {
        return new Finding(
                criterion(metric, claim, measured.bound()),
                Optional.empty(),
                outcome,
                Sentences.reason(metric, outcome, measured, waits),
                Optional.of(measured),
                slices(cell, metric, claim, measured.bound()));
    }

    private static Criterion criterion(OnlineMetric metric, Claim claim, double bound) {
        return new Criterion.Relative(
                metric.id(),
                metric.stakeholder(),
                claim,
                Measure.of(metric.id()),
                bound,
                List.of());
    }

    /// By every dimension, with intervals that hold for all values of a dimension at once.
    private List<Slice> slices(Cell cell, OnlineMetric metric, Claim claim, double bound) {
        return IntStream.range(0, experiment.dimensions().size())
                .boxed()
                .flatMap(d ->
                        sample.values(d).stream().map(v -> slice(cell, metric, claim, bound, d, v)))
                .sorted(Comparator.comparingDouble((Slice s) -> worst(s, metric.direction())))
                .toList();
    }

    private Slice slice(
            Cell cell,
            OnlineMetric metric,
            Claim claim,
            double bound,
            int dimension,
            String value) {
        String name = experiment.dimensions().get(dimension) + "=" + value;
        Effect effect = effect(cell, new Units(dimension, value));
        double alpha = experiment.alpha() / sample.values(dimension).size();
        Question question =
                Question.twoSided(1 - alpha).about(nullValue(claim, metric.direction(), bound));
        return switch (effect.absolute().answer(question)) {
            case CannotSay(var reason, String because) ->
                    new Slice(
                            name,
                            Outcome.UNDECIDED,
                            "Cannot be said yet: " + because + ".",
                            Optional.empty());
            case Inferred seen -> {
                Outcome outcome =
                        decidable(Decision.of(claim, metric.direction(), bound, seen.interval()));
                double p = Math.min(1, seen.pValue() * sample.values(dimension).size());
                Measured measured =
                        measured(effect, seen, seen.interval(), p, bound, OptionalLong.empty());
                yield new Slice(
                        name,
                        outcome,
                        Sentences.reason(metric, outcome, measured, waits),
                        Optional.of(measured));
            }
        };
    }

    /// The gain seen; slices without one come last.
    private static double worst(Slice slice, Direction direction) {
        return slice.measured()
                .map(m -> direction == Direction.HIGHER_IS_BETTER ? m.estimate() : -m.estimate())
                .orElse(Double.POSITIVE_INFINITY);
    }
}
