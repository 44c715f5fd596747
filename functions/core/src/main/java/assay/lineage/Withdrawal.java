package assay.lineage;

import java.time.Instant;

/// A dataset version that its owner has taken back.
///
/// @param dataset the version
/// @param at when
/// @param by whom, in the caller's words
/// @param reason in the caller's words
public record Withdrawal(Reference dataset, Instant at, String by, String reason) {}
