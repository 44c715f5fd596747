package assay.statistics.sequential;

/// What a group-sequential test saw at one look.
///
/// @param fraction of the planned information that was in, `fraction > 0`
/// @param estimate finite
/// @param standardError `standardError > 0`, finite
public record Look(double fraction, double estimate, double standardError) {

    public Look {
        if (!(fraction > 0 && fraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("fraction " + fraction + " is not positive");
        }
        if (!Double.isFinite(estimate)) {
            throw new IllegalArgumentException("estimate " + estimate + " is not finite");
        }
        if (!(standardError > 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "standard error " + standardError + " is not positive and finite");
        }
    }
}
