package assay.ledger;

import assay.json.Worded;
import assay.manifest.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// An upload that is not in order, or not whole.
///
/// @param key that is refused or waits
/// @param versionId of the object, as far as it exists
/// @param state what it is
/// @param faults what is wrong, each with its place; at most {@link #MOST_FAULTS}
/// @param at when it was found
public record UploadState(
        String key, String versionId, State state, List<Fault> faults, Instant at) {

    /// How many faults are told of one upload.
    public static final int MOST_FAULTS = 100;

    public UploadState {
        faults = faults.stream().limit(MOST_FAULTS).toList();
    }

    /// What an upload that is no record can be.
    public enum State implements Worded {
        /// It is wrong, and must be uploaded again, right.
        REFUSED,
        /// It is other content for a version that is on record; what was there stays.
        CONFLICT,
        /// It is in order as far as it goes, and something is still to come.
        WAITING;

        /// As the API names it.
        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
