package assay.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A number of a table that goes with a verdict: what `%8.3f` says, without the locales that it
/// reads, which are a part of each start.
final class Figure {

    private Figure() {}

    /// Flush right in so many places; a number that is none as it is.
    static String of(double value, int decimals, int width) {
        String text =
                Double.isFinite(value)
                        ? BigDecimal.valueOf(value)
                                .setScale(decimals, RoundingMode.HALF_UP)
                                .toPlainString()
                        : Double.toString(value);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
