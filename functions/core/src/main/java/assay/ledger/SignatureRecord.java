package assay.ledger;

import assay.lineage.Reference;
import assay.signature.ModelSignature;
import java.time.Instant;

/// A signature that was uploaded beside a model version. Whether it counts depends on whom a gate
/// trusts.
///
/// @param uploadedAt when the file was first uploaded
/// @param source the file
public record SignatureRecord(
        Reference model, Instant uploadedAt, Source source, ModelSignature signature) {}
