package assay.experiment;

import assay.experiment.OnlineMetric.Role;
import assay.statistics.Interval;
import assay.statistics.Question;
import assay.statistics.Student;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How likely the units so far are to show what the metric is about, were it true: of a success
/// metric its minimum effect, of a guardrail that nothing changes.
///
/// @param effect in the metric's own unit, as a gain
/// @param now the chance that they show it, in `[0, 1]`
/// @param unitsNeeded further ones until the chance is the experiment's power; 0 once it is
/// @param daysNeeded for those, at the pace so far; empty while nobody came in
public record Power(double effect, double now, long unitsNeeded, OptionalLong daysNeeded) {

    /// The gain that is asked about; empty where the metric states none.
    static OptionalDouble effect(OnlineMetric metric) {
        return metric.role() == Role.SUCCESS
                ? metric.minimumEffect()
                : metric.margin().isPresent() ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    /// @param question that the metric is asked
    /// @param interval that answers it
    /// @param units behind the interval
    /// @param perDay units that come in
    static Power of(
            OnlineMetric metric,
            double effect,
            Question question,
            Interval interval,
            long units,
            double perDay,
            double power) {
        double margin = metric.margin().orElse(0);
        double distance = metric.role() == Role.SUCCESS ? effect - margin : effect + margin;
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        double wanted = Student.upperQuantile(1 - power, Double.POSITIVE_INFINITY);
        double half = interval.width() / 2;
        double total = units * Math.pow(half * (1 + wanted / reach) / distance, 2);
        long further =
                total < Long.MAX_VALUE
                        ? Math.max(0, (long) Math.ceil(total) - units)
                        : Long.MAX_VALUE;
        return new Power(
                effect,
                Student.survival(reach * (1 - distance / half), Double.POSITIVE_INFINITY),
                further,
                perDay > 0
                        ? OptionalLong.of((long) Math.ceil(further / perDay))
                        : OptionalLong.empty());
    }
}
