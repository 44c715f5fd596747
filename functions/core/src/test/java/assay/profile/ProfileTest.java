package assay.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.profile.CheckResult.Example;
import assay.profile.ColumnProfile.TopValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final Table TABLE =
            new Table(
                    List.of("id", "x", "plan"),
                    List.of(
                            TextColumn.of("a", "b", "c", "b"),
                            NumberColumn.of(1, 2, Double.NaN, 4),
                            TextColumn.of("free", "pro", "free", "free")),
                    4);

    @Test
    void numbersAreSummedUpOverTheFiniteOnes() {
        ColumnProfile.Numbers x = profile("x").numbers().orElseThrow();

        assertThat(x.finite()).isEqualTo(3);
        assertThat(x.notFinite()).isEqualTo(1);
        assertThat(x.mean()).isCloseTo(7.0 / 3, within(1e-15));
        assertThat(x.min()).isEqualTo(1);
        assertThat(x.percentile(50)).isEqualTo(2);
        assertThat(x.percentile(75)).isEqualTo(3);
        assertThat(x.max()).isEqualTo(4);
        assertThat(x.histogram().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
    }

    @Test
    void valuesAreCountedMostFrequentFirst() {
        assertThat(profile("plan").top())
                .containsExactly(new TopValue("free", 3), new TopValue("pro", 1));
        assertThat(profile("plan").distinct()).isEqualTo(2);
    }

    @Test
    void moreValuesThanAreToldApartAreSaidToBeAtLeastSoMany() {
        long[] values = IntStream.range(0, 100_000).asLongStream().toArray();
        Table table = new Table(List.of("n"), List.of(IntegerColumn.of(values)), values.length);
        ColumnProfile n = Profile.of(table).columns().getFirst();

        assertThat(n.distinctIsExact()).isFalse();
        assertThat(n.distinct()).isEqualTo(65_536);
        assertThat(n.top()).isEmpty();
    }

    @Test
    void checksSayWhatTheyFoundAndWhere() {
        CheckResult unique = Checks.of(new Check.Unique("id"), TABLE);
        assertThat(unique.passed()).isFalse();
        assertThat(unique.observed()).isEqualTo("1 of 4 rows repeat an earlier value");
        assertThat(unique.examples()).containsExactly(new Example(4, "b"));

        assertThat(Checks.of(new Check.Range("x", 0, 10), TABLE).examples())
                .containsExactly(new Example(3, "NaN"));
        assertThat(Checks.of(new Check.InSet("plan", Set.of("free")), TABLE).examples())
                .containsExactly(new Example(2, "pro"));
        assertThat(Checks.of(new Check.Monotone("id", true, false), TABLE).examples())
                .containsExactly(new Example(4, "b"));
        assertThat(Checks.of(new Check.MeanBetween("x", 2, 3), TABLE).passed()).isTrue();
        assertThat(Checks.of(new Check.RowCount(5, Long.MAX_VALUE), TABLE).observed())
                .isEqualTo("4 rows");
        assertThat(Checks.of(new Check.Unique("nobody"), TABLE).observed())
                .isEqualTo("no column nobody");
    }

    @Test
    void aPatternThatWouldNeverEndFails() {
        Table table = new Table(List.of("s"), List.of(TextColumn.of("a".repeat(60))), 1);
        CheckResult regex =
                Checks.of(
                        new Check.Regex("s", Pattern.compile("(.*)(.*)(.*)(.*)(.*)(.*)x")), table);

        assertThat(regex.passed()).isFalse();
        assertThat(regex.observed()).contains("too many steps");
    }

    private static ColumnProfile profile(String name) {
        return Profile.of(TABLE).columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
