package assay.statistics;

import java.math.BigDecimal;

/// What is asked of a test: against which null value, in which direction, at which confidence.
///
/// A two-sided question is answered by an interval at `confidence` and a two-sided p-value; a
/// one-sided one by a half-line at the same confidence and a one-sided p-value. In both, the
/// interval excludes `nullValue` exactly when the p-value is below `1 - confidence`.
///
/// @param nullValue the value of the quantity under the null hypothesis, in the quantity's own unit
/// @param alternative the direction
/// @param confidence `0 < confidence < 1`
public record Question(double nullValue, Alternative alternative, double confidence) {

    public Question {
        if (!Double.isFinite(nullValue)) {
            throw new IllegalArgumentException("null value " + nullValue + " is not finite");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not in (0, 1)");
        }
    }

    /// A two-sided question about zero.
    public static Question twoSided(double confidence) {
        return new Question(0, Alternative.TWO_SIDED, confidence);
    }

    /// The same question about another null value.
    public Question about(double value) {
        return new Question(value, alternative, confidence);
    }

    /// The same question in another direction.
    public Question towards(Alternative direction) {
        return new Question(nullValue, direction, confidence);
    }

    /// The probability of excluding a true null value: `1 - confidence`, taken in decimals, so that
    /// a p-value of exactly 0.05 is not below the alpha of a confidence of 0.95.
    public double alpha() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence)).doubleValue();
    }

    /// The probability that each finite end of the interval leaves outside: half of `alpha` if
    /// two-sided, else all of it.
    public double tail() {
        return alternative == Alternative.TWO_SIDED ? alpha() / 2 : alpha();
    }

    /// Whether the interval has a lower end.
    public boolean hasLower() {
        return alternative != Alternative.LESS;
    }

    /// Whether the interval has an upper end.
    public boolean hasUpper() {
        return alternative != Alternative.GREATER;
    }

    /// The answer whose interval has the ends that this question asks for and agrees with its
    /// p-value.
    ///
    /// Interval and p-value come from the same test, so that they can differ in the last digit at
    /// most, or where ties put an end on the null value itself. Then the end moves to the next
    /// number beside the null value, to the side where the p-value puts it, and an estimate that is
    /// left outside moves with it.
    ///
    /// @param lower the end that leaves [#tail()] below it; ignored for [Alternative#LESS]
    /// @param upper the end that leaves [#tail()] above it; ignored for [Alternative#GREATER]
    /// @param above whether the observations speak for values above the null value
    public Inference.Inferred inferred(
            double estimate,
            double lower,
            double upper,
            double pValue,
            double statistic,
            boolean above) {
        double low = hasLower() ? lower : Double.NEGATIVE_INFINITY;
        double high = hasUpper() ? upper : Double.POSITIVE_INFINITY;
        boolean inside = low <= nullValue && nullValue <= high;
        if (pValue < alpha() && inside) {
            if (hasLower() && (above || !hasUpper())) {
                low = Math.nextUp(nullValue);
            } else {
                high = Math.nextDown(nullValue);
            }
        } else if (!(pValue < alpha()) && !inside) {
            low = Math.min(low, nullValue);
            high = Math.max(high, nullValue);
        }
        low = Math.min(low, high);
        return new Inference.Inferred(
                Math.clamp(estimate, low, high), new Interval(low, high), pValue, statistic);
    }
}
