package assay.testing;

import assay.testing.UnitState.Exposure;
import assay.testing.UnitState.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Units whose truth is known: each comes in at some time of the first days, and buys or not.
///
/// Events are `0` for a purchase, with its amount, and `1` for a page view, with its latency.
///
/// @param seed of everything that is drawn
/// @param units in both variants together
/// @param days over which they come in
/// @param treated the share of them in the treatment
/// @param conversion the chance to buy in the control
/// @param lift what the treatment adds to it
public record SimulatedUnits(
        long seed, int units, int days, double treated, double conversion, double lift) {

    private static final long DAY = 86_400_000_000L;

    /// In the order of their names.
    ///
    /// @param start when the first may come in
    public List<UnitState> from(Instant start) {
        SplittableRandom random = new SplittableRandom(seed);
        long first = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        List<UnitState> states = new ArrayList<>(units);
        for (int i = 0; i < units; i++) {
            int variant = random.nextDouble() < treated ? 1 : 0;
            long at = first + random.nextLong(days * DAY);
            String country = random.nextDouble() < 0.5 ? "de" : "fr";
            double habit = random.nextDouble();
            Exposure exposure = new Exposure(at, variant, List.of(10 * habit), List.of(country));
            List<Outcome> outcomes = new ArrayList<>();
            double chance = conversion * 2 * habit + variant * lift;
            if (random.nextDouble() < chance) {
                outcomes.add(new Outcome(at + 1 + random.nextLong(1000), 0, 5 + 10 * habit));
            }
            int views = 1 + random.nextInt(3);
            for (int v = 0; v < views; v++) {
                outcomes.add(
                        new Outcome(
                                at + 1 + random.nextLong(1000),
                                1,
                                50 - 20 * Math.log(random.nextDouble())));
            }
            String name = "u%08d".formatted(i);
            states.add(
                    UnitState.exposed(name, exposure).plus(UnitState.of(name, outcomes.stream())));
        }
        return states;
    }
}
