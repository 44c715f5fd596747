package assay.scoring;

/// Why a model cannot be run on a dataset, in words for whoever uploaded it.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final String place;

    /// @param because one sentence that says what to do
    Refusal(String because) {
        this("", because);
    }

    /// @param place a JSON pointer into the model's manifest; empty where it is about the artefact
    Refusal(String place, String because) {
        super(because);
        this.place = place;
    }

    String place() {
        return place;
    }

    String because() {
        return String.valueOf(getMessage());
    }
}
