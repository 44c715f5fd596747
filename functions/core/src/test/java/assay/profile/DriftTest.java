package assay.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.json.Json;
import assay.profile.Drift.ColumnDrift;
import assay.profile.Drift.Level;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static Profile profile(long seed, double shift, double proShare) {
        Random random = new Random(seed);
        int rows = 5_000;
        double[] x =
                IntStream.range(0, rows).mapToDouble(i -> random.nextGaussian() + shift).toArray();
        String[] plan =
                IntStream.range(0, rows)
                        .mapToObj(i -> random.nextDouble() < proShare ? "pro" : "free")
                        .toArray(String[]::new);
        String[] id = IntStream.range(0, rows).mapToObj(i -> seed + "-" + i).toArray(String[]::new);
        return Profile.of(
                new Table(
                        List.of("id", "x", "plan"),
                        List.of(TextColumn.of(id), NumberColumn.of(x), TextColumn.of(plan)),
                        rows));
    }

    private static ColumnDrift of(Drift drift, String name) {
        return drift.columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void moreOfTheSameIsLittleDrift() {
        Drift drift = Drift.between(profile(1, 0, 0.3), profile(2, 0, 0.3));

        assertThat(drift.columns()).hasSize(2).allMatch(c -> c.level() == Level.LITTLE);
        assertThat(drift.columns()).allMatch(c -> c.pValue() > 0.001);
    }

    /// Of a normal shifted by d, the index over fine bins is d squared; over tenths somewhat less.
    @Test
    void aShiftOfHalfADeviationHasAnIndexNearItsSquare() {
        Drift drift = Drift.between(profile(1, 0, 0.3), profile(2, 0.5, 0.3));

        assertThat(of(drift, "x").stabilityIndex()).isCloseTo(0.25, within(0.05));
        assertThat(of(drift, "x").pValue()).isLessThan(1e-6);
        assertThat(of(drift, "plan").level()).isEqualTo(Level.LITTLE);
    }

    /// (0.6 - 0.3) log(0.6 / 0.3) + (0.4 - 0.7) log(0.4 / 0.7)
    @Test
    void sharesOfValuesGiveTheIndexOfItsFormula() {
        Drift drift = Drift.between(profile(1, 0, 0.3), profile(2, 0, 0.6));

        assertThat(of(drift, "plan").stabilityIndex()).isCloseTo(0.3758, within(0.05));
        assertThat(of(drift, "plan").level()).isEqualTo(Level.MUCH);
        assertThat(drift.columns().getFirst().name()).isEqualTo("plan");
    }

    @Test
    void identifiersDoNotDriftAndColumnsComeAndGo() {
        Profile now = profile(2, 0, 0.3);
        Profile before =
                new Profile(
                        now.rows(),
                        now.columns().stream().filter(c -> !c.name().equals("x")).toList());

        assertThat(Drift.between(before, now).columns()).noneMatch(c -> c.name().equals("id"));
        assertThat(Drift.between(before, now).added()).containsExactly("x");
        assertThat(Drift.between(now, before).gone()).containsExactly("x");
    }

    @Test
    void aProfileReadBackFromItsRecordDriftsTheSame() {
        Profile before = profile(1, 0, 0.3);
        Profile now = profile(2, 0.5, 0.6);

        assertThat(Drift.between(Json.read(Json.write(before), Profile.class), now))
                .isEqualTo(Drift.between(before, now));
    }
}
