package assay.experiment;

import assay.experiment.OnlineMetric.Adjustment;
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
import assay.statistics.adjustment.RegressionAdjustment;
import assay.statistics.sequential.BetaBinomialMixture;
import assay.statistics.twosample.QuantileDifference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
        return switch (experiment.metrics().get(metric).kind()) {
            case Quantile quantile when quantile.perUnit() ->
                    ofUnits(
                            sample.unitValues(metric, 0, which),
                            sample.unitValues(metric, variant, which),
                            quantile.quantile(),
                            experiment,
                            looks);
            case Quantile quantile ->
                    ofEvents(
                            sample.events(metric, 0, which),
                            sample.events(metric, variant, which),
                            quantile.quantile(),
                            experiment,
                            looks);
            case OnlineMetric.Kind kind ->
                    ofMeans(
                            sample.moments(metric, 0, which),
                            sample.moments(metric, variant, which),
                            kind instanceof Ratio,
                            sample.isAdjusted(metric)
                                    ? experiment.metrics().get(metric).adjustment()
                                    : Adjustment.NONE,
                            experiment,
                            looks);
        };
    }

    private static Effect ofMeans(
            JointMoments control,
            JointMoments treatment,
            boolean ratio,
            Adjustment adjustment,
            Experiment experiment,
            List<Double> looks) {
        long units = control.count() + treatment.count();
        boolean adjusted = adjustment != Adjustment.NONE;
        boolean bounded =
                !ratio
                        || Math.min(control.count(), treatment.count()) > 0
                                && control.mean(1) * treatment.mean(1) != 0;
        boolean regression = adjustment == Adjustment.REGRESSION && bounded;
        StatisticalTest plain =
                regression
                        ? ratio
                                ? RegressionAdjustment.ratio(control, treatment)
                                : RegressionAdjustment.mean(control, treatment)
                        : ratio ? Cuped.ratio(control, treatment) : Cuped.mean(control, treatment);
        if (!(plain instanceof Pivot absolute)) {
            return new Effect(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    units,
                    adjusted,
                    plain,
                    Optional.empty());
        }
        Arms arms =
                regression
                        ? Arms.of(RegressionAdjustment.arms(control, treatment, ratio))
                        : Arms.of(
                                ratio
                                        ? Cuped.adjustedRatios(control, treatment)
                                        : Cuped.adjustedMeans(control, treatment));
        return new Effect(
                OptionalDouble.of(arms.control()),
                OptionalDouble.of(arms.treatment()),
                units,
                adjusted,
                question -> experiment.inference().answer(absolute, units, looks, question),
                arms.relative()
                        .map(pivot ->
                                question ->
                                        experiment
                                                .inference()
                                                .ofRelative()
                                                .answer(pivot, units, looks, question)));
    }

    /// Both arms as adjusted, and how the one relates to the other.
    private record Arms(double control, double treatment, Optional<Pivot> relative) {
        static Arms of(Adjusted arms) {
            return new Arms(arms.control().mean(), arms.treatment().mean(), Effect.relative(arms));
        }

        static Arms of(RegressionAdjustment.Predicted arms) {
            return new Arms(arms.control(), arms.treatment(), arms.relative());
        }
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
            EventValues control,
            EventValues treatment,
            double quantile,
            Experiment experiment,
            List<Double> looks) {
        long units = control.units() + treatment.units();
        StatisticalTest fixed = question -> events(control, treatment, quantile, question);
        return new Effect(
                control.quantile(),
                treatment.quantile(),
                units,
                false,
                byNormal(fixed, units, experiment, looks),
                Optional.empty());
    }

    private static Inference events(
            EventValues control, EventValues treatment, double quantile, Question question) {
        if (control.quantile().isEmpty() || treatment.quantile().isEmpty()) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "there are %d and %d events".formatted(control.events(), treatment.events()));
        }
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        OptionalDouble before = control.error(reach);
        OptionalDouble after = treatment.error(reach);
        if (before.isEmpty() || after.isEmpty()) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "%d and %d events of %d and %d units are too few for an interval of the %s quantile"
                            .formatted(
                                    control.events(),
                                    treatment.events(),
                                    control.units(),
                                    treatment.units(),
                                    quantile));
        }
        return Pivot.normal(
                        treatment.quantile().getAsDouble() - control.quantile().getAsDouble(),
                        Math.hypot(before.getAsDouble(), after.getAsDouble()))
                .answer(question);
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
