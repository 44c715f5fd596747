package assay.experiment;

import assay.experiment.OnlineMetric.Quantile;
import assay.experiment.OnlineMetric.Ratio;
import assay.experiment.Sample.Units;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;
import assay.statistics.adjustment.Cuped;
import assay.statistics.adjustment.Cuped.Adjusted;
import assay.statistics.adjustment.JointMoments;
import assay.statistics.sequential.BetaBinomialMixture;
import assay.statistics.twosample.QuantileDifference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/// What one treatment did to one metric, ready to be asked at any confidence.
///
/// @param control the metric in the control, adjusted for covariates where there are any
/// @param treatment the metric in the treatment
/// @param units in both
/// @param adjusted whether covariates were taken into account
/// @param absolute treatment less control
/// @param relative treatment over control, less 1; empty where nothing says how sure it is
record Effect(
        OptionalDouble control,
        OptionalDouble treatment,
        long units,
        boolean adjusted,
        StatisticalTest absolute,
        Optional<StatisticalTest> relative) {

    /// The effect on the units chosen.
    ///
    /// @param looks as [Method#answer] takes them
    static Effect of(
            Experiment experiment,
            Sample sample,
            int metric,
            int variant,
            Units which,
            List<Double> looks) {
        MetricColumn column = sample.column(metric);
        IntPredicate control = unit -> sample.isOf(0, which, unit);
        IntPredicate treatment = unit -> sample.isOf(variant, which, unit);
        return switch (experiment.metrics().get(metric).kind()) {
            case Quantile quantile when quantile.perUnit() ->
                    ofUnits(
                            column.unitValues(control),
                            column.unitValues(treatment),
                            quantile.quantile(),
                            experiment,
                            looks);
            case Quantile quantile ->
                    ofEvents(column, control, treatment, quantile.quantile(), experiment, looks);
            case OnlineMetric.Kind kind ->
                    ofMeans(
                            column.moments(control),
                            column.moments(treatment),
                            kind instanceof Ratio,
                            column.isAdjusted(),
                            experiment,
                            looks);
        };
    }

    private static Effect ofMeans(
            JointMoments control,
            JointMoments treatment,
            boolean ratio,
            boolean adjusted,
            Experiment experiment,
            List<Double> looks) {
        long units = control.count() + treatment.count();
        StatisticalTest plain =
                ratio ? Cuped.ratio(control, treatment) : Cuped.mean(control, treatment);
        if (!(plain instanceof Pivot absolute)) {
            return new Effect(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    units,
                    adjusted,
                    plain,
                    Optional.empty());
        }
        Adjusted arms =
                ratio
                        ? Cuped.adjustedRatios(control, treatment)
                        : Cuped.adjustedMeans(control, treatment);
        return new Effect(
                OptionalDouble.of(arms.control().mean()),
                OptionalDouble.of(arms.treatment().mean()),
                units,
                adjusted,
                question -> experiment.inference().answer(absolute, units, looks, question),
                relative(arms)
                        .map(pivot ->
                                question ->
                                        experiment
                                                .inference()
                                                .ofRelative()
                                                .answer(pivot, units, looks, question)));
    }

    /// By the delta method, as [assay.statistics.twosample.RelativeLift].
    private static Optional<Pivot> relative(Adjusted arms) {
        Moments control = arms.control();
        Moments treatment = arms.treatment();
        if (control.mean() == 0) {
            return Optional.empty();
        }
        double ratio = treatment.mean() / control.mean();
        double error =
                Math.hypot(treatment.standardError(), ratio * control.standardError())
                        / Math.abs(control.mean());
        return Optional.of(Pivot.normal(ratio - 1, error));
    }

    private static Effect ofUnits(
            double[] control,
            double[] treatment,
            double quantile,
            Experiment experiment,
            List<Double> looks) {
        double[] before = Sorting.sorted(control);
        double[] after = Sorting.sorted(treatment);
        StatisticalTest test =
                experiment.inference() instanceof Method.AlwaysValid always
                        ? question ->
                                assay.statistics.sequential.QuantileDifference.at(
                                        before,
                                        after,
                                        quantile,
                                        BetaBinomialMixture.tunedFor(
                                                always.tunedFor() / 2.0,
                                                Question.twoSided(1 - always.alpha())),
                                        question)
                        : byNormal(
                                QuantileDifference.of(after, before, quantile),
                                (long) before.length + after.length,
                                experiment,
                                looks);
        return ofQuantiles(before, after, quantile, before.length + after.length, test);
    }

    private static Effect ofEvents(
            MetricColumn column,
            IntPredicate control,
            IntPredicate treatment,
            double quantile,
            Experiment experiment,
            List<Double> looks) {
        double[] before = column.eventValues(control);
        double[] after = column.eventValues(treatment);
        int[] owners = column.eventOwners(control);
        int[] others = column.eventOwners(treatment);
        long units =
                Arrays.stream(owners).distinct().count() + Arrays.stream(others).distinct().count();
        StatisticalTest test =
                before.length == 0 || after.length == 0
                        ? question ->
                                new CannotSay(
                                        Reason.TOO_FEW,
                                        "there are %d and %d events"
                                                .formatted(before.length, after.length))
                        : byNormal(
                                QuantileDifference.clustered(
                                        after, others, before, owners, quantile),
                                units,
                                experiment,
                                looks);
        return ofQuantiles(Sorting.sorted(before), Sorting.sorted(after), quantile, units, test);
    }

    private static Effect ofQuantiles(
            double[] before, double[] after, double quantile, long units, StatisticalTest test) {
        return new Effect(
                quantile(before, quantile),
                quantile(after, quantile),
                units,
                false,
                test,
                Optional.empty());
    }

    private static OptionalDouble quantile(double[] sorted, double quantile) {
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Quantiles.of(sorted, quantile));
    }

    /// A fixed test by itself; the others read its standard error, as the interval at the
    /// experiment's own level shows it.
    private static StatisticalTest byNormal(
            StatisticalTest fixed, long units, Experiment experiment, List<Double> looks) {
        if (experiment.inference() instanceof Method.Fixed) {
            return fixed;
        }
        Question usual = Question.twoSided(1 - experiment.alpha());
        return question -> {
            Inference answer = fixed.answer(usual);
            return switch (answer) {
                case CannotSay cannot -> cannot;
                case Inferred seen -> {
                    double reach = Student.reach(usual, Double.POSITIVE_INFINITY);
                    Pivot pivot =
                            Pivot.normal(seen.estimate(), seen.interval().width() / 2 / reach);
                    yield experiment.inference().answer(pivot, units, looks, question);
                }
            };
        };
    }
}
