package assay.metrics;

import java.util.Optional;

/// What a metric needs besides predictions.
///
/// @param costs what decisions cost; without them `expected_cost` cannot be said
/// @param threshold the lowest score of a positive decision, in `[0, 1]`
/// @param seed of everything that is drawn
/// @param missing rows of the dataset that have no prediction
public record Setting(Optional<CostMatrix> costs, double threshold, long seed, int missing) {

    public Setting {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not in [0, 1]");
        }
        if (missing < 0) {
            throw new IllegalArgumentException(missing + " missing predictions");
        }
    }

    /// No costs, the threshold 0.5, nothing missing.
    public static Setting seeded(long seed) {
        return new Setting(Optional.empty(), 0.5, seed, 0);
    }

    /// The same with costs.
    public Setting withCosts(CostMatrix given) {
        return new Setting(Optional.of(given), threshold, seed, missing);
    }

    /// The same with another threshold.
    public Setting withThreshold(double given) {
        return new Setting(costs, given, seed, missing);
    }

    /// The same with rows that have no prediction.
    public Setting withMissing(int given) {
        return new Setting(costs, threshold, seed, given);
    }
}
