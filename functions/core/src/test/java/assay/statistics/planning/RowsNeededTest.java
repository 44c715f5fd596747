package assay.statistics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowsNeededTest {
    private static final Question TWO_SIDED = Question.twoSided(0.95);

    @Test
    void anIntervalThatClearsTheMarginNeedsNoMore() {
        assertThat(RowsNeeded.toDecide(1.0, 0.4, TWO_SIDED, 100, 0.8))
                .isEqualTo(new RowsNeeded.Decided(100));
        assertThat(RowsNeeded.toDecide(-1.0, 0.4, TWO_SIDED, 100, 0.8))
                .isEqualTo(new RowsNeeded.Decided(100));
    }

    @Test
    void theTotalIsTheTextbookSampleSize() {
        // n = (z[0.975] + z[0.8])^2 sd^2 / effect^2 with sd = 1, effect = 0.1: 784.9 in every book
        double standardError = 1 / Math.sqrt(100);
        assertThat(RowsNeeded.toDecide(0.1, standardError, TWO_SIDED, 100, 0.8))
                .isEqualTo(new RowsNeeded.Further(100, 685));
        // one-sided: (1.644854 + 0.841621)^2 * 100 = 618.3
        assertThat(
                        RowsNeeded.toDecide(
                                0.1,
                                standardError,
                                TWO_SIDED.towards(Alternative.GREATER),
                                100,
                                0.8))
                .isEqualTo(new RowsNeeded.Further(100, 519));
    }

    @Test
    void anEstimateOnTheMarginIsUnforeseeable() {
        assertThat(RowsNeeded.toDecide(0.0, 0.1, TWO_SIDED, 100, 0.8))
                .isInstanceOf(RowsNeeded.Unforeseeable.class);
        assertThat(RowsNeeded.toDecide(1e-12, 1, TWO_SIDED, 100, 0.8))
                .isInstanceOf(RowsNeeded.Unforeseeable.class);
    }

    @Test
    void aOneSidedQuestionIsNotDecidedFromItsOtherSide() {
        assertThat(RowsNeeded.toDecide(-0.1, 0.1, TWO_SIDED.towards(Alternative.GREATER), 100, 0.8))
                .isInstanceOf(RowsNeeded.Unforeseeable.class);
        assertThat(RowsNeeded.toDecide(0.1, 0.1, TWO_SIDED.towards(Alternative.LESS), 100, 0.8))
                .isInstanceOf(RowsNeeded.Unforeseeable.class);
    }

    @Test
    void anInfiniteEndIsUnforeseeable() {
        var interval = new Interval(Double.NEGATIVE_INFINITY, 2);
        assertThat(RowsNeeded.toDecide(1, interval, TWO_SIDED, 10, 0.8))
                .isInstanceOf(RowsNeeded.Unforeseeable.class);
    }

    @Test
    void theEndTowardsTheMarginCounts() {
        var skewed = new Interval(-1, 100);
        var narrow = new Interval(-1, 2);
        assertThat(RowsNeeded.toDecide(0.5, skewed, TWO_SIDED, 10, 0.8))
                .isEqualTo(RowsNeeded.toDecide(0.5, narrow, TWO_SIDED, 10, 0.8));
    }

    @Test
    void aMarginShiftsTheQuestion() {
        assertThat(RowsNeeded.toDecide(0.15, 0.1, TWO_SIDED.about(0.05), 100, 0.8))
                .isEqualTo(RowsNeeded.toDecide(0.1, 0.1, TWO_SIDED, 100, 0.8));
    }

    @Test
    void thatManyRowsDecideAsOftenAsThePowerSays() {
        var needed =
                (RowsNeeded.Further)
                        RowsNeeded.toDecide(0.2, 1 / Math.sqrt(50), TWO_SIDED, 50, 0.9);
        int n = (int) needed.total();
        var random = new SplittableRandom(7);
        int decided = 0;
        int tries = 4000;
        for (int i = 0; i < tries; i++) {
            double mean = 0.2 + random.nextGaussian() / Math.sqrt(n);
            decided += Math.abs(mean) > 1.959963984540054 / Math.sqrt(n) ? 1 : 0;
        }
        assertThat(decided / (double) tries).isCloseTo(0.9, within(0.02));
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowsNeeded.toDecide(1, 1, TWO_SIDED, 0, 0.8))
                .withMessageContaining("rows seen 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowsNeeded.toDecide(1, Double.NaN, TWO_SIDED, 10, 0.8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowsNeeded.toDecide(1, 2, TWO_SIDED, 10, 1));
    }
}
