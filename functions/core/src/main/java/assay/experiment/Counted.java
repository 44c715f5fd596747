package assay.experiment;

import assay.experiment.UnitState.Exposure;
import assay.experiment.UnitState.Outcome;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One unit that counts, with what it did before the experiment and after it came in.
///
/// @param from when it came in: its first exposure, or its first trigger after that
/// @param before outcomes before the start of the experiment
/// @param after outcomes from `from` to the end of the experiment
record Counted(Exposure exposure, long from, List<Outcome> before, List<Outcome> after) {

    static final long DAY = 86_400_000_000L;

    static double sum(List<Outcome> outcomes, int event) {
        return total(outcomes, event, Outcome::value);
    }

    static double count(List<Outcome> outcomes, int event) {
        return total(outcomes, event, o -> 1);
    }

    private static double total(
            List<Outcome> outcomes, int event, ToDoubleFunction<Outcome> weight) {
        double sum = 0;
        for (Outcome outcome : outcomes) {
            if (outcome.event() == event) {
                sum += weight.applyAsDouble(outcome);
            }
        }
        return sum;
    }

    static double has(List<Outcome> outcomes, int event) {
        return count(outcomes, event) > 0 ? 1 : 0;
    }

    /// Whether the event falls into the day-th day after it came in; NaN before that day is over.
    double retained(int event, int day, long now) {
        long opens = from + day * DAY;
        long closes = opens + DAY;
        if (now < closes) {
            return Double.NaN;
        }
        return after.stream()
                        .anyMatch(o ->
                                o.event() == event && o.micros() >= opens && o.micros() < closes)
                ? 1
                : 0;
    }
}
