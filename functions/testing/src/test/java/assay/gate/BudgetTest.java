package assay.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.gate.Budget.Answer;
import assay.gate.Budget.Turn;
import assay.gate.Gate.ErrorControl;
import assay.gate.Gate.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a test set may still be asked.
class BudgetTest {

    private static final double ALPHA = 0.05;
    private static final int STREAMS = 400;

    @Test
    void bonferroniDividesEvenlyAndThenThereIsNothingLeft() {
        ErrorControl control = new ErrorControl(Method.BONFERRONI, 0.06, 3);

        List<Turn> turns = turns(control, 1, 1, 1, 1);

        assertThat(turns.subList(0, 3))
                .containsExactly(
                        new Turn.Place(control, 1, 0.02, 0.04),
                        new Turn.Place(control, 2, 0.02, 0.02),
                        new Turn.Place(control, 3, 0.02, 0));
        assertThat(turns.get(3)).isEqualTo(new Turn.Exhausted(control, 3));
    }

    @ParameterizedTest
    @CsvSource({"LORD_PLUS_PLUS, 0.4", "SAFFRON, 0.6", "ADDIS, 0.4"})
    void aPromotionEarnsAndATryThatShowsNothingCosts(Method method, double nothing) {
        ErrorControl control = new ErrorControl(method, ALPHA, 1);

        double cost = new Budget(control, List.of(answer(0.01, nothing))).left();
        double earned = new Budget(control, List.of(answer(0.01, 0.001))).level();

        assertThat(cost).isLessThan(new Budget(control, List.of()).left());
        assertThat(earned).isGreaterThan(new Budget(control, List.of()).level());
    }

    @ParameterizedTest
    @EnumSource(names = {"LORD_PLUS_PLUS", "SAFFRON", "ADDIS"})
    void aTryWithoutItsAnswerIsHeldToHaveSpentAndEarnedNothing(Method method) {
        ErrorControl control = new ErrorControl(method, ALPHA, 1);
        Answer pending = new Answer(0.01, OptionalDouble.empty());

        double level = new Budget(control, List.of(pending)).level();

        assertThat(level)
                .isLessThan(new Budget(control, List.of()).level())
                .isLessThan(new Budget(control, List.of(answer(0.01, 0.001))).level());
    }

    @ParameterizedTest
    @EnumSource(names = {"BONFERRONI", "LORD_PLUS_PLUS", "SAFFRON", "ADDIS"})
    void whatATryTakesIsWhatIsMissingAfterwards(Method method) {
        ErrorControl control = new ErrorControl(method, ALPHA, 5);
        Budget before = new Budget(control, List.of(answer(0.01, 0.3)));

        Turn.Place place = (Turn.Place) before.next();

        assertThat(before.left() - place.left()).isCloseTo(place.level(), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(names = {"BONFERRONI", "LORD_PLUS_PLUS", "SAFFRON", "ADDIS"})
    void ofAThousandUselessChallengersOneIsPromotedAtMostAlphaOfTheTime(Method method) {
        ErrorControl control = new ErrorControl(method, ALPHA, 1000);
        SplittableRandom random = new SplittableRandom(20261124);
        int promoted = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            promoted += somebodyIsPromoted(control, random) ? 1 : 0;
        }

        double share = (double) promoted / STREAMS;
        double threeErrors = 3 * Math.sqrt(ALPHA * (1 - ALPHA) / STREAMS);
        assertThat(share).isLessThan(ALPHA + threeErrors);
    }

    @Test
    void withoutControlThereIsNoStream() {
        assertThatThrownBy(() -> new Budget(ErrorControl.NONE, List.of()).next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NONE");
    }

    /// Until one is: what comes after a promotion is no longer useless throughout.
    private static boolean somebodyIsPromoted(ErrorControl control, SplittableRandom random) {
        List<Answer> earlier = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            switch (new Budget(control, earlier).next()) {
                case Turn.Exhausted exhausted -> {
                    return false;
                }
                case Turn.Place place -> {
                    double twoSided = random.nextDouble();
                    boolean better = random.nextBoolean();
                    if (better && twoSided <= place.level()) {
                        return true;
                    }
                    earlier.add(answer(place.level(), Math.max(twoSided, place.level() * 1.01)));
                }
            }
        }
        return false;
    }

    private static List<Turn> turns(ErrorControl control, double... pValues) {
        List<Turn> turns = new ArrayList<>();
        List<Answer> earlier = new ArrayList<>();
        for (double p : pValues) {
            Turn turn = new Budget(control, earlier).next();
            turns.add(turn);
            if (turn instanceof Turn.Place place) {
                earlier.add(answer(place.level(), p));
            }
        }
        return turns;
    }

    private static Answer answer(double testedAt, double pValue) {
        return new Answer(testedAt, OptionalDouble.of(pValue));
    }
}
