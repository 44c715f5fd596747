package assay.statistics;

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

    /// The probability of excluding a true null value: `1 - confidence`.
    public double alpha() {
        return 1 - confidence;
    }
}
