package assay.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.databind.JsonNode;

/// Numbers as people read them.
public final class Figures {

    private Figures() {}

    /// Four significant digits; an exponent only where the number is very large or very small.
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "∞" : value < 0 ? "−∞" : "–";
        }
        if (value == 0) {
            return "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e12) {
            return Long.toString((long) value).replace('-', '−');
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        double size = Math.abs(value);
        String text = size < 1e-4 || size >= 1e12 ? rounded.toString() : rounded.toPlainString();
        return text.replace('-', '−');
    }

    /// A number in JSON; a dash where there is none.
    public static String of(JsonNode number) {
        return number.isNumber() ? of(number.asDouble()) : "–";
    }

    /// An interval in JSON; an end that is null is infinite.
    public static String interval(JsonNode ends) {
        JsonNode lower = ends.path(0);
        JsonNode upper = ends.path(1);
        return "[%s, %s]"
                .formatted(lower.isNumber() ? of(lower) : "−∞", upper.isNumber() ? of(upper) : "∞");
    }
}
