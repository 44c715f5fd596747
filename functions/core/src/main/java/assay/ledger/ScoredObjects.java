package assay.ledger;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// What was uploaded, and beside it the predictions that scoring wrote: whoever reads predictions
/// need not know which they are. No upload has a key below `predictions/`.
///
/// @param uploads bucket
/// @param results bucket
public record ScoredObjects(Objects uploads, Objects results) implements Objects {

    private Objects holding(String key) {
        return key.startsWith(ScoringRequest.FOLDER) ? results : uploads;
    }

    @Override
    public List<Version> history(String prefix) {
        return holding(prefix).history(prefix);
    }

    @Override
    public InputStream open(Version version) {
        return holding(version.key()).open(version);
    }

    @Override
    public ByteBuffer read(Version version, long offset, int length) {
        return holding(version.key()).read(version, offset, length);
    }

    @Override
    public Version put(String key, String contentType, byte[] content) {
        return holding(key).put(key, contentType, content);
    }
}
