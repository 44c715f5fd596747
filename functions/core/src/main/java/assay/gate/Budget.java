package assay.gate;

import assay.gate.Gate.ErrorControl;
import assay.statistics.multiplicity.OnlineErrorControl;
import assay.statistics.multiplicity.OnlineErrorControl.Addis;
import assay.statistics.multiplicity.OnlineErrorControl.LordPlusPlus;
import assay.statistics.multiplicity.OnlineErrorControl.Saffron;
import assay.statistics.multiplicity.OnlineErrorControl.State;
import java.util.List;
import java.util.OptionalDouble;

/// What a test set has been asked so far, and at which level it may be asked once more: the tries
/// on it are a stream of hypotheses.
///
/// @param control over the errors of the whole stream
/// @param earlier the tries so far, each in its place, whatever gate they were made by
public record Budget(ErrorControl control, List<Answer> earlier) {

    /// The lowest level that a try is made at. So far out in their tails the tests of a gate do not
    /// keep their levels, whatever they are.
    public static final double LEAST_LEVEL = 1e-6;

    public Budget {
        earlier = List.copyOf(earlier);
    }

    /// What a try was answered.
    ///
    /// @param testedAt the level that its place was given
    /// @param pValue of it, empty while its verdict is not given: it then counts as spent, and
    ///   earns nothing
    public record Answer(double testedAt, OptionalDouble pValue) {}

    /// What a try is given.
    public sealed interface Turn {

        /// A place in the stream.
        ///
        /// @param control that its level was reckoned by
        /// @param place from 1
        /// @param level that the try is tested at
        /// @param left of the wealth once this try has spent its part
        record Place(ErrorControl control, long place, double level, double left) implements Turn {}

        /// None: there is nothing left to test it at.
        ///
        /// @param asked how often the test set has been asked
        record Exhausted(ErrorControl control, long asked) implements Turn {}
    }

    /// What the next try is given. Without control it is no part of the stream, so nobody asks.
    public Turn next() {
        long place = earlier.size() + 1L;
        double level = level();
        return level < LEAST_LEVEL
                ? new Turn.Exhausted(control, earlier.size())
                : new Turn.Place(control, place, level, left(true));
    }

    /// The level that the next try would be tested at.
    public double level() {
        return switch (control.method()) {
            case NONE -> throw uncontrolled();
            case BONFERRONI ->
                    earlier.size() < control.tries() ? control.wealth() / control.tries() : 0;
            case LORD_PLUS_PLUS, SAFFRON, ADDIS -> online().level(state(online()));
        };
    }

    /// The wealth that is left now: what the levels of all tries to come add up to, should none of
    /// them be promoted.
    public double left() {
        return left(false);
    }

    private double left(boolean afterNext) {
        return switch (control.method()) {
            case NONE -> throw uncontrolled();
            case BONFERRONI -> {
                int spent = Math.min(control.tries(), earlier.size() + (afterNext ? 1 : 0));
                yield control.wealth() * (control.tries() - spent) / control.tries();
            }
            case LORD_PLUS_PLUS, SAFFRON, ADDIS -> {
                State now = state(online());
                yield online().left(afterNext ? online().pending(now) : now);
            }
        };
    }

    private OnlineErrorControl online() {
        return switch (control.method()) {
            case LORD_PLUS_PLUS -> LordPlusPlus.at(control.wealth());
            case SAFFRON -> Saffron.at(control.wealth());
            case ADDIS -> Addis.at(control.wealth());
            case NONE, BONFERRONI -> throw uncontrolled();
        };
    }

    private State state(OnlineErrorControl online) {
        State state = State.START;
        for (Answer answer : earlier) {
            state =
                    answer.pValue().isPresent()
                            ? online.next(state, answer.pValue().getAsDouble(), answer.testedAt())
                            : online.pending(state);
        }
        return state;
    }

    private IllegalStateException uncontrolled() {
        return new IllegalStateException("no stream is kept by " + control.method());
    }
}
