package assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import assay.gate.Slices.Division;
import assay.gate.Slices.Division.Divided;
import assay.gate.Slices.Division.TooMany;
import assay.gate.Trial.SliceColumn;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private static final Map<String, SliceColumn> COLUMNS =
            Map.of(
                    "plan",
                    new SliceColumn(new int[] {0, 1, 0, 2, 1}, List.of("free", "pro", "x")),
                    "country",
                    new SliceColumn(new int[] {1, 0, 1, 1, 1}, List.of("DE", "FR")),
                    "user",
                    many(1_001),
                    "day",
                    many(1_000));

    private static SliceColumn many(int values) {
        return new SliceColumn(
                IntStream.range(0, values).toArray(),
                IntStream.range(0, values).mapToObj(Integer::toString).toList());
    }

    @Test
    void columnsTakenTogetherMakeTheCombinationsThatOccur() {
        SliceColumn column = ((Divided) divide("plan", "country")).column();
        assertThat(column.values())
                .containsExactly(
                        "plan=free, country=FR",
                        "plan=pro, country=DE",
                        "plan=pro, country=FR",
                        "plan=x, country=FR");
        assertThat(column.codes()).containsExactly(0, 1, 0, 3, 2);
        assertThat(Slices.of(List.of(column)).rows(0)).containsExactly(0, 2);
    }

    @Test
    void aColumnThatTellsEveryRowApartIsRefusedInWords() {
        assertThat(divide("user"))
                .isEqualTo(new TooMany("user divides the rows into more than 1,000 slices"));
        assertThat(divide("day")).isInstanceOf(Divided.class);
    }

    @Test
    void manyTimesManyIsCountedOnlyWhereItOccurs() {
        SliceColumn wide = many(1_000);
        Division division =
                Slices.divide(
                        List.of("a", "b", "c"), Map.of("a", wide, "b", many(1_000), "c", wide));
        assertThat(((Divided) division).column().values()).hasSize(1_000);
        assertThat(((Divided) division).column().values().get(999))
                .isEqualTo("a=999, b=999, c=999");
    }

    private static Division divide(String... by) {
        return Slices.divide(List.of(by), COLUMNS);
    }
}
