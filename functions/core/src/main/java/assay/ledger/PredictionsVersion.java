package assay.ledger;

import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model version predicted on a dataset version: as uploaded, or as scoring wrote it.
///
/// @param digest over the files
/// @param committedAt when the last of the files was uploaded
/// @param sources the files, by name
/// @param rows in all files together
/// @param fixed whether they have been evaluated, and can change no more
/// @param importance what a scored version predicts when features are shuffled; `null` where that
///   is not known
public record PredictionsVersion(
        Reference model,
        Reference dataset,
        String digest,
        Instant committedAt,
        List<Source> sources,
        long rows,
        boolean fixed,
        @Nullable Source importance) {

    public PredictionsVersion {
        sources = List.copyOf(sources);
    }

    /// Whether scoring wrote them. What is uploaded counts instead, as soon as it is.
    public boolean scored() {
        return sources.getFirst().key().startsWith(ScoringRequest.FOLDER);
    }

    /// The prefix that the files are told without.
    public String unit() {
        if (!scored()) {
            return unit(model, dataset);
        }
        String first = sources.getFirst().key();
        return first.substring(0, first.lastIndexOf('/') + 1);
    }

    /// The prefix that what `model` predicted on `dataset` is uploaded below.
    public static String unit(Reference model, Reference dataset) {
        return "models/%s/%s/predictions/%s/%s/"
                .formatted(model.name(), model.version(), dataset.name(), dataset.version());
    }

    /// As uploaded.
    public PredictionsVersion(
            Reference model,
            Reference dataset,
            String digest,
            Instant committedAt,
            List<Source> sources,
            long rows,
            boolean fixed) {
        this(model, dataset, digest, committedAt, sources, rows, fixed, null);
    }

    /// The same, not to change any more.
    public PredictionsVersion fix() {
        return new PredictionsVersion(
                model, dataset, digest, committedAt, sources, rows, true, importance);
    }
}
