package assay.ledger;

import assay.manifest.Fault;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

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
    public enum State {
        /// It is wrong, and must be uploaded again, right.
        @JsonProperty("refused")
        REFUSED,
        /// It is other content for a version that is on record; what was there stays.
        @JsonProperty("conflict")
        CONFLICT,
        /// It is in order as far as it goes, and something is still to come.
        @JsonProperty("waiting")
        WAITING;

        /// As the API names it.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
