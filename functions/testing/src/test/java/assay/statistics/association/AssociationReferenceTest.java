package assay.statistics.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssociationReferenceTest {

    static Stream<Row> kendall() {
        return ReferenceTable.rowsOf("association/kendall");
    }

    @ParameterizedTest
    @MethodSource
    void kendall(Row row) {
        KendallTau tau = KendallTau.of(row.numbers("x"), row.numbers("y"));
        Inferred seen = (Inferred) tau.answer(Question.twoSided(row.number("confidence")));
        var tolerance = within(row.number("tolerance"));

        assertThat(tau.tau().orElseThrow()).isEqualTo(row.number("tau"), tolerance);
        assertThat(seen.interval().lower()).isEqualTo(row.number("lower"), tolerance);
        assertThat(seen.interval().upper()).isEqualTo(row.number("upper"), tolerance);
        assertThat(seen.pValue()).isEqualTo(row.number("p"), tolerance);
    }

    @Test
    void nothingIsSaidOfTooFewOrOfWhatDoesNotVary() {
        assertThat(reason(new double[9], new double[9])).isEqualTo(Reason.TOO_FEW);
        double[] some = new SplittableRandom(1).doubles(12).toArray();
        assertThat(reason(some, new double[12])).isEqualTo(Reason.NO_VARIATION);
        double[] one = new double[12];
        one[3] = 1;
        assertThat(reason(some, one)).as("all but one are the same").isEqualTo(Reason.NO_VARIATION);
        assertThat(KendallTau.of(some, new double[12]).tau()).isEmpty();
    }

    private static Reason reason(double[] x, double[] y) {
        return ((CannotSay) KendallTau.of(x, y).answer(Question.twoSided(0.95))).reason();
    }

    /// Of normal pairs `tau = 2 / pi * asin(rho)`; of those in the t distribution with 2 degrees of
    /// freedom too, which Fieller's standard error alone covers in 0.86 of the cases.
    @Test
    void theIntervalCoversTheTruthWithHeavyTailsToo() {
        SplittableRandom random = new SplittableRandom(5);
        for (double truth : new double[] {0, 0.6}) {
            double rho = Math.sin(Math.PI * truth / 2);
            for (boolean heavy : new boolean[] {false, true}) {
                int covered = 0;
                for (int run = 0; run < 1000; run++) {
                    double[] x = new double[15];
                    double[] y = new double[15];
                    for (int i = 0; i < x.length; i++) {
                        double scale = heavy ? 1 / Math.sqrt(-Math.log(random.nextDouble())) : 1;
                        double one = random.nextGaussian();
                        x[i] = scale * one;
                        y[i] =
                                scale
                                        * (rho * one
                                                + Math.sqrt(1 - rho * rho) * random.nextGaussian());
                    }
                    Inferred seen = (Inferred) KendallTau.of(x, y).answer(Question.twoSided(0.95));
                    covered += seen.interval().contains(truth) ? 1 : 0;
                }
                assertThat(covered).as("tau %s, heavy %s", truth, heavy).isGreaterThan(930);
            }
        }
    }
}
