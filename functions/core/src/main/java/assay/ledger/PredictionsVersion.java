package assay.ledger;

import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;

/// What a model version predicted on a dataset version, as uploaded.
///
/// @param digest over the files
/// @param committedAt when the last of the files was uploaded
/// @param sources the files, by name
/// @param rows in all files together
/// @param fixed whether they have been evaluated, and can change no more
public record PredictionsVersion(
        Reference model,
        Reference dataset,
        String digest,
        Instant committedAt,
        List<Source> sources,
        long rows,
        boolean fixed) {

    public PredictionsVersion {
        sources = List.copyOf(sources);
    }

    /// The same, not to change any more.
    public PredictionsVersion fix() {
        return new PredictionsVersion(model, dataset, digest, committedAt, sources, rows, true);
    }
}
