package assay.ledger;

/// What became of a registration.
public sealed interface Recorded {
    /// It is new.
    record New() implements Recorded {}

    /// The same content is on record already.
    record Same() implements Recorded {}

    /// Other content is on record under this version, and stays.
    ///
    /// @param digest of what is on record
    record Conflict(String digest) implements Recorded {}
}
