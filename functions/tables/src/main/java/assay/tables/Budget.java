package assay.tables;

/// What is left of the limits that hold for all files together.
final class Budget {
    private final Limits limits;
    private long bytes;

    Budget(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    void spend(long more) throws Refusal {
        bytes += more;
        if (bytes > limits.bytes()) {
            throw new Refusal("more than %d bytes, the limit".formatted(limits.bytes()));
        }
    }
}
