package assay.gate;

import static assay.gate.Criterion.Bound.AT_LEAST;
import static assay.gate.Criterion.Bound.AT_MOST;
import static assay.gate.Criterion.Claim.EQUIVALENT;
import static assay.gate.Criterion.Claim.NON_INFERIOR;
import static assay.gate.Criterion.Claim.SUPERIOR;
import static assay.gate.Finding.Outcome.FAIL;
import static assay.gate.Finding.Outcome.INVALID;
import static assay.gate.Finding.Outcome.NOT_APPLICABLE;
import static assay.gate.Finding.Outcome.PASS;
import static assay.gate.Finding.Outcome.UNDECIDED;
import static assay.metrics.Direction.HIGHER_IS_BETTER;
import static assay.metrics.Direction.LOWER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;

import assay.gate.Criterion.Bound;
import assay.gate.Criterion.Claim;
import assay.gate.Finding.Outcome;
import assay.statistics.Interval;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {

    static Stream<Arguments> differences() {
        return Stream.of(
                Arguments.of(SUPERIOR, 0.0, 0.1, 0.3, PASS),
                Arguments.of(SUPERIOR, 0.0, -0.1, 0.3, UNDECIDED),
                Arguments.of(SUPERIOR, 0.0, -0.3, -0.1, FAIL),
                Arguments.of(SUPERIOR, 0.0, 0.0, 0.3, UNDECIDED),
                Arguments.of(SUPERIOR, 0.2, 0.1, 0.3, UNDECIDED),
                Arguments.of(SUPERIOR, 0.2, 0.21, 0.3, PASS),
                Arguments.of(SUPERIOR, 0.2, 0.0, 0.1, FAIL),
                Arguments.of(NON_INFERIOR, 0.2, -0.1, 0.1, PASS),
                Arguments.of(NON_INFERIOR, 0.2, -0.3, 0.1, UNDECIDED),
                Arguments.of(NON_INFERIOR, 0.2, -0.5, -0.3, FAIL),
                Arguments.of(NON_INFERIOR, 0.0, 0.0, 0.0, PASS),
                Arguments.of(EQUIVALENT, 0.2, -0.1, 0.1, PASS),
                Arguments.of(EQUIVALENT, 0.2, -0.1, 0.3, UNDECIDED),
                Arguments.of(EQUIVALENT, 0.2, 0.3, 0.4, FAIL),
                Arguments.of(EQUIVALENT, 0.2, -0.4, -0.3, FAIL));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void anIntervalDecidesAGain(
            Claim claim, double margin, double lower, double upper, Outcome outcome) {
        assertThat(Decision.of(claim, HIGHER_IS_BETTER, margin, new Interval(lower, upper)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @MethodSource("differences")
    void aLossIsAGainTheOtherWayRound(
            Claim claim, double margin, double lower, double upper, Outcome outcome) {
        assertThat(Decision.of(claim, LOWER_IS_BETTER, margin, new Interval(-upper, -lower)))
                .isEqualTo(outcome);
    }

    static Stream<Arguments> metrics() {
        return Stream.of(
                Arguments.of(AT_LEAST, 0.8, 0.81, 0.9, PASS),
                Arguments.of(AT_LEAST, 0.8, 0.7, 0.9, UNDECIDED),
                Arguments.of(AT_LEAST, 0.8, 0.6, 0.79, FAIL),
                Arguments.of(AT_MOST, 50.0, 30.0, 49.0, PASS),
                Arguments.of(AT_MOST, 50.0, 30.0, 51.0, UNDECIDED),
                Arguments.of(AT_MOST, 50.0, 51.0, 60.0, FAIL),
                Arguments.of(AT_MOST, 0.0, 0.0, 0.0, PASS),
                Arguments.of(AT_MOST, 0.0, 1.0, 1.0, FAIL));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void anIntervalDecidesABound(
            Bound bound, double value, double lower, double upper, Outcome outcome) {
        assertThat(Decision.of(bound, value, new Interval(lower, upper))).isEqualTo(outcome);
    }

    @Test
    void theSamePredictionsAreNoGainAndNoLoss() {
        assertThat(Decision.ofIdentical(SUPERIOR)).isEqualTo(FAIL);
        assertThat(Decision.ofIdentical(NON_INFERIOR)).isEqualTo(PASS);
        assertThat(Decision.ofIdentical(EQUIVALENT)).isEqualTo(PASS);
    }

    static Stream<Arguments> wholes() {
        return Stream.of(
                Arguments.of(List.of(PASS, PASS), Verdict.Outcome.PROMOTE),
                Arguments.of(List.of(NOT_APPLICABLE, PASS), Verdict.Outcome.PROMOTE),
                Arguments.of(List.of(NOT_APPLICABLE), Verdict.Outcome.PROMOTE),
                Arguments.of(List.of(PASS, UNDECIDED), Verdict.Outcome.NEED_DATA),
                Arguments.of(List.of(UNDECIDED, FAIL), Verdict.Outcome.REJECT),
                Arguments.of(List.of(FAIL, INVALID), Verdict.Outcome.INVALID));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void oneFailureFailsAllAndWhatCouldNotBeAskedProvesNothing(
            List<Outcome> criteria, Verdict.Outcome verdict) {
        assertThat(Decision.verdict(criteria)).isEqualTo(verdict);
    }
}
