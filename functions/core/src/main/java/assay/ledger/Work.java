package assay.ledger;

/// Asks for work that is still missing.
public interface Work {

    /// Asks that a model be looked at: whatever of it can be evaluated and judged will be. Asking
    /// twice does no harm; requests about one model are worked off one after the other.
    ///
    /// @param model its name
    /// @param cause what made it worth looking: two requests with the same cause within some
    ///   minutes may be taken for one
    void lookAt(String model, String cause);
}
