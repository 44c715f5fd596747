package assay.statistics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanningReferenceTest {

    static Stream<Row> power() {
        return ReferenceTable.rowsOf("planning/power");
    }

    static Stream<Row> size() {
        return ReferenceTable.rowsOf("planning/size");
    }

    @ParameterizedTest
    @MethodSource("power")
    void powerIsThatOfR(Row row) {
        Goal goal =
                switch (row.text("goal")) {
                    case "difference" -> new Goal.Difference();
                    case "superiority" -> new Goal.Superiority();
                    case "non-inferiority" -> new Goal.NonInferiority(row.number("margin"));
                    default -> new Goal.Equivalence(row.number("margin"));
                };
        assertThat(plan(row, goal).power(row.number("effect"), row.number("n")))
                .isCloseTo(row.number("power"), within(row.number("tolerance")));
    }

    @ParameterizedTest
    @MethodSource("size")
    void sizesAreThoseOfR(Row row) {
        Goal goal =
                row.text("goal").equals("difference")
                        ? new Goal.Difference()
                        : new Goal.Superiority();
        assertThat(plan(row, goal).size(row.number("effect"), row.number("power")))
                .isEqualTo(new Plan.Size.Of(row.integer("n")));
    }

    private static Plan plan(Row row, Goal goal) {
        double alpha = row.number("alpha");
        return switch (row.text("plan")) {
            case "paired-t" -> TTestPlan.paired(row.number("a"), goal, alpha);
            case "two-sample-t" ->
                    TTestPlan.twoSample(row.number("a"), row.number("b"), goal, alpha);
            case "proportions" ->
                    new ProportionsPlan(row.number("a"), row.number("b"), goal, alpha);
            case "large-sample" -> new LargeSamplePlan(row.number("a"), goal, alpha);
            case "mcnemar" -> new McNemarPlan(row.number("a"), goal, alpha);
            case "auc" ->
                    new AucPlan(row.number("a"), row.number("b"), row.number("c"), goal, alpha);
            case "auc-over-chance" -> AucPlan.overChance(row.number("a"), goal, alpha);
            case "signed-rank" -> new SignedRankPlan(goal, alpha);
            case "rank-sum" -> new RankSumPlan(row.number("a"), goal, alpha);
            default -> throw new IllegalArgumentException(row.text("plan"));
        };
    }
}
