package assay.statistics.planning;

/// The ranges that plans share.
final class Requirements {

    private Requirements() {}

    static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " is not positive and finite");
        }
    }

    static void probability(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " " + value + " is not in (0, 1)");
        }
    }
}
