package assay.ledger;

/// An uploaded object that a record was made from.
///
/// @param key in full
/// @param versionId the bucket's name for its version
/// @param sha256 of its content, in hexadecimal
/// @param size bytes
public record Source(String key, String versionId, String sha256, long size) {}
