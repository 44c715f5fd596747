package assay.ledger;

/// Asks that a model be run on a dataset.
public interface Scorings {

    /// Asks for it. What comes of it is a {@link ScoringReport} in the results bucket. Asking twice
    /// does no harm; requests about one model are worked off one after the other.
    void ask(ScoringRequest request);
}
