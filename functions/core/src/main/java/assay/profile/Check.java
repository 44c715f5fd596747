package assay.profile;

import java.util.Set;
import java.util.regex.Pattern;

/// A rule that a table must keep. Nulls break no rule but [NotNull] and [Unique]'s own.
public sealed interface Check {

    /// Between `min` and `max` rows, both counted in.
    record RowCount(long min, long max) implements Check {}

    /// No value twice. Nulls are not compared.
    record Unique(String column) implements Check {}

    /// At least this fraction of rows has a value.
    record NotNull(String column, double fraction) implements Check {
        public NotNull {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("fraction " + fraction + " is not in [0, 1]");
            }
        }
    }

    /// Only these values, as text.
    record InSet(String column, Set<String> values) implements Check {
        public InSet {
            values = Set.copyOf(values);
        }
    }

    /// Only numbers between `min` and `max`, both counted in; NaN is not between.
    record Range(String column, double min, double max) implements Check {}

    /// Only texts that match the whole pattern.
    record Regex(String column, Pattern pattern) implements Check {}

    /// The mean lies between `min` and `max`, both counted in.
    record MeanBetween(String column, double min, double max) implements Check {}

    /// The quantile (Hyndman-Fan type 7) lies between `min` and `max`, both counted in.
    record QuantileBetween(String column, double quantile, double min, double max)
            implements Check {
        public QuantileBetween {
            if (!(quantile >= 0 && quantile <= 1)) {
                throw new IllegalArgumentException("quantile " + quantile + " is not in [0, 1]");
            }
        }
    }

    /// Values never fall, or never rise; if strict, none repeats the one before. Nulls are passed
    /// over.
    record Monotone(String column, boolean increasing, boolean strict) implements Check {}
}
