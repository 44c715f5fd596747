package assay.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.multiplicity.OnlineErrorControl.State;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnlineErrorControlTest {

    static Stream<OnlineErrorControl> controls() {
        return Stream.of(
                new OnlineErrorControl.Bonferroni(0.05),
                new OnlineErrorControl.Lond(0.05),
                OnlineErrorControl.LordPlusPlus.at(0.05),
                OnlineErrorControl.Saffron.at(0.05),
                OnlineErrorControl.Addis.at(0.05));
    }

    @ParameterizedTest
    @MethodSource("controls")
    void aStreamResumedFromItsStateGoesOnAsIfNeverStopped(OnlineErrorControl control) {
        var random = new SplittableRandom(21);
        State state = State.START;
        for (int i = 0; i < 200; i++) {
            double p = Math.pow(random.nextDouble(), 6);
            State copy = new State(state.places(), state.spent(), List.copyOf(state.discoveries()));
            assertThat(control.level(copy)).isEqualTo(control.level(state));
            assertThat(control.next(copy, p)).isEqualTo(control.next(state, p));
            state = control.next(state, p);
        }
    }

    /// The invariant that the proofs rest on: the estimate of the false discovery proportion never
    /// exceeds alpha.
    @ParameterizedTest
    @MethodSource("controls")
    void theEstimatedFalseDiscoveryProportionNeverExceedsAlpha(OnlineErrorControl control) {
        var random = new SplittableRandom(22);
        for (int stream = 0; stream < 20; stream++) {
            State state = State.START;
            double spent = 0;
            for (int i = 0; i < 300; i++) {
                double p =
                        random.nextInt(3) == 0 ? 1e-4 * random.nextDouble() : random.nextDouble();
                double level = control.level(state);
                spent += cost(control, p, level);
                state = control.next(state, p);
                assertThat(spent / Math.max(1, state.discoveries().size()))
                        .isLessThanOrEqualTo(0.05 * (1 + 1e-6));
            }
        }
    }

    private static double cost(OnlineErrorControl control, double p, double level) {
        return switch (control) {
            case OnlineErrorControl.Bonferroni _,
                    OnlineErrorControl.Lond _,
                    OnlineErrorControl.LordPlusPlus _ ->
                    level;
            case OnlineErrorControl.Saffron s -> p > s.lambda() ? level / (1 - s.lambda()) : 0;
            case OnlineErrorControl.Addis a ->
                    p > a.lambda() && p <= a.tau() ? level / (a.tau() - a.lambda()) : 0;
        };
    }

    @ParameterizedTest
    @MethodSource("controls")
    void placesOfTriesUnderWayGetLevelsOfTheirOwn(OnlineErrorControl control) {
        State first = control.next(State.START, 1e-9);
        State second = control.pending(first);
        assertThat(second.places()).isEqualTo(2);
        assertThat(second.discoveries()).hasSize(1);
        assertThat(control.level(second)).isLessThan(control.level(first));
        assertThat(control.level(State.START)).isGreaterThan(0);
    }

    @Test
    void aDiscoveryIsJudgedAtTheLevelThatItsPlaceWasGiven() {
        var lord = OnlineErrorControl.LordPlusPlus.at(0.05);
        assertThat(lord.next(State.START, 0.01).discoveries()).isEmpty();
        assertThat(lord.next(State.START, 0.01, 0.02).discoveries()).containsExactly(1L);
    }

    @Test
    void theDiscountsFallAndSumToAtMostOne() {
        long last = 1_000_000;
        double j = last + 0.5;
        double root = Math.sqrt(Math.log(j));
        // The integrals of the terms from the last one summed to infinity.
        double slowTail = 0.07720838 * 2 * (((root + 3) * root + 6) * root + 6) * Math.exp(-root);
        double fastTail = 0.4374901658 / 0.6 * Math.pow(j, -0.6);
        assertThat(sum(Discount.SLOW, last) + slowTail).isBetween(0.97, 1.0);
        assertThat(sum(Discount.FAST, last) + fastTail).isCloseTo(1, within(1e-9));
        for (Discount discount : Discount.values()) {
            for (long place = 1; place < 1000; place++) {
                assertThat(discount.of(place + 1)).isLessThan(discount.of(place));
            }
        }
    }

    private static double sum(Discount discount, long last) {
        double sum = 0;
        for (long place = 1; place <= last; place++) {
            sum += discount.of(place);
        }
        return sum;
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnlineErrorControl.LordPlusPlus(0.05, 0.06))
                .withMessageContaining("0.06");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnlineErrorControl.Addis(0.05, 0.02, 0.5, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnlineErrorControl.Lond(0.05).next(State.START, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new State(1, 2, List.of()));
    }
}
