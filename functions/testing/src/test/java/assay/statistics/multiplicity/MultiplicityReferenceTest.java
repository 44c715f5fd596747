package assay.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.multiplicity.OnlineErrorControl.State;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MultiplicityReferenceTest {

    static Stream<Row> adjusted() {
        return ReferenceTable.rowsOf("multiplicity/adjusted");
    }

    static Stream<Row> online() {
        return ReferenceTable.rowsOf("multiplicity/online");
    }

    static Stream<Row> ebh() {
        return ReferenceTable.rowsOf("multiplicity/ebh");
    }

    @ParameterizedTest
    @MethodSource("adjusted")
    void adjustedPValuesAreThoseOfR(Row row) {
        Correction correction =
                switch (row.text("method")) {
                    case "none" -> Correction.NONE;
                    case "bonferroni" -> Correction.BONFERRONI;
                    case "holm" -> Correction.HOLM;
                    case "hochberg" -> Correction.HOCHBERG;
                    case "BH" -> Correction.BENJAMINI_HOCHBERG;
                    default -> Correction.BENJAMINI_YEKUTIELI;
                };
        double[] expected = row.numbers("adjusted");
        double[] actual = correction.adjusted(row.numbers("p"));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .isCloseTo(expected[i], within(row.number("tolerance") * expected[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("online")
    void levelsAreThoseOfOnlineFdr(Row row) {
        OnlineErrorControl control =
                switch (row.text("method")) {
                    case "lond" -> new OnlineErrorControl.Lond(row.number("alpha"));
                    case "lord++" ->
                            new OnlineErrorControl.LordPlusPlus(
                                    row.number("alpha"), row.number("wealth"));
                    case "saffron" ->
                            new OnlineErrorControl.Saffron(
                                    row.number("alpha"),
                                    row.number("wealth"),
                                    row.number("lambda"));
                    default ->
                            new OnlineErrorControl.Addis(
                                    row.number("alpha"),
                                    row.number("wealth"),
                                    row.number("lambda"),
                                    row.number("tau"));
                };
        double[] expected = row.numbers("levels");
        double[] p = row.numbers("p");
        State state = State.START;
        for (int i = 0; i < p.length; i++) {
            double level = control.level(state);
            assertThat(level)
                    .as("place %d", i + 1)
                    .isCloseTo(expected[i], within(row.number("tolerance") * expected[i]));
            state = control.next(state, p[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("ebh")
    void eBenjaminiHochbergRejectsTheSame(Row row) {
        double[] expected = row.numbers("rejected");
        boolean[] actual = EValues.rejected(row.number("alpha"), row.numbers("e"));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("hypothesis %d", i).isEqualTo(expected[i] == 1);
        }
    }
}
