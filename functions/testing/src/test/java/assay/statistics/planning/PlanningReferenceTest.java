package assay.statistics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.sequential.StoppingRule;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.List;
import java.util.stream.IntStream;
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

    static Stream<Row> groupSequential() {
        return Stream.concat(
                ReferenceTable.rowsOf("planning/group-sequential"),
                ReferenceTable.rowsOf("planning/group-sequential-rpact"));
    }

    @ParameterizedTest
    @MethodSource("groupSequential")
    void powerWithLooksIsThatOfJennisonAndTurnbullOfRpactAndOfQuadrature(Row row) {
        int looks = row.integer("looks");
        List<Double> fractions =
                IntStream.rangeClosed(1, looks).mapToObj(k -> (double) k / looks).toList();
        StoppingRule rule =
                row.text("rule").equals("pocock")
                        ? StoppingRule.pocock(looks)
                        : StoppingRule.obrienFleming(looks);
        Goal goal = row.integer("sided") == 2 ? new Goal.Difference() : new Goal.Superiority();
        var plan = GroupSequentialPlan.of(rule, fractions, 1, goal, row.number("alpha"));
        double effect = row.number("drift") / 10;
        assertThat(plan.power(effect, 100))
                .isCloseTo(row.number("power"), within(row.number("tolerance")));
        if (!row.text("expected").isEmpty()) {
            assertThat(plan.expected(effect, 100))
                    .isCloseTo(100 * row.number("expected"), within(100 * row.number("tolerance")));
        }
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
            case "welch" ->
                    new WelchPlan(
                            row.number("a"),
                            row.number("b"),
                            row.fields().containsKey("c") ? row.number("c") : 1,
                            goal,
                            alpha);
            case "sign" -> new SignTestPlan(goal, alpha);
            case "share" -> new SharePlan(row.number("a"), goal, alpha);
            case "relative-lift" ->
                    new RelativeLiftPlan(
                            row.number("a"), row.number("b"), row.number("c"), goal, alpha);
            case "chi-square" -> new ChiSquarePlan(row.integer("a"), alpha);
            case "kendall" -> new KendallPlan(goal, alpha);
            case "friedman" -> new FriedmanPlan(row.integer("a"), alpha);
            case "resampled" -> new ResampledPlan(row.number("a"), row.number("b"), goal, alpha);
            case "kolmogorov-smirnov" -> new KolmogorovSmirnovPlan(row.number("a"), alpha);
            case "clustered" ->
                    DesignEffectPlan.clustered(
                            TTestPlan.twoSample(1, 1, goal, alpha),
                            row.number("a"),
                            row.number("b"),
                            row.number("c"));
            case "weighted" ->
                    DesignEffectPlan.weighted(
                            TTestPlan.twoSample(1, 1, goal, alpha), row.number("a"));
            case "adjusted" ->
                    DesignEffectPlan.adjusted(
                            TTestPlan.twoSample(1, 1, goal, alpha), row.number("a"));
            case "rank-sum" -> new RankSumPlan(row.number("a"), goal, alpha);
            default -> throw new IllegalArgumentException(row.text("plan"));
        };
    }
}
