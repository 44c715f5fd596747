package assay.statistics.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BayesReferenceTest {

    static Stream<Row> betaBinomial() {
        return ReferenceTable.rowsOf("bayes/beta-binomial");
    }

    static Stream<Row> normal() {
        return ReferenceTable.rowsOf("bayes/normal");
    }

    @ParameterizedTest
    @MethodSource("betaBinomial")
    void theDifferenceOfTwoBetasIsThatOfQuadrature(Row row) {
        var effect =
                new BetaBinomialEffect(
                        new BetaPosterior(row.number("a"), row.number("b")),
                        new BetaPosterior(row.number("c"), row.number("d")));
        answers(effect.belief(0.95))
                .forEach((column, value) ->
                        assertThat(value)
                                .as(column)
                                .isCloseTo(row.number(column), within(row.number("tolerance"))));
    }

    @ParameterizedTest
    @MethodSource("normal")
    void theNormalPosteriorIsThatOfFortyDigits(Row row) {
        var posterior =
                new NormalEffect(row.number("priorMean"), row.number("priorDeviation"))
                        .updated(row.number("estimate"), row.number("standardError"));
        double scale = Math.abs(posterior.mean()) + posterior.standardDeviation();
        answers(posterior.belief(0.95))
                .forEach((column, value) ->
                        assertThat(value)
                                .as(column)
                                .isCloseTo(
                                        row.number(column),
                                        within(
                                                row.number("tolerance")
                                                        * (column.equals("win") ? 1 : scale))));
    }

    private static Map<String, Double> answers(Belief belief) {
        return Map.of(
                "mean", belief.mean(),
                "lower", belief.interval().lower(),
                "upper", belief.interval().upper(),
                "win", belief.chanceToWin(),
                "chosen", belief.lossIfChosen(),
                "refused", belief.lossIfRefused());
    }
}
