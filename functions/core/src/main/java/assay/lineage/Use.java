package assay.lineage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a dataset may be used for, as its owner states it.
///
/// @param permits such as `training` and `evaluation`; empty where any use is permitted
/// @param purposes the only purposes that a model may have; empty where any may
/// @param expires when every permission ends; `null` for never
/// @param personalData whether it speaks of persons
/// @param licence in the owner's words
public record Use(
        List<String> permits,
        List<String> purposes,
        @Nullable Instant expires,
        @Nullable Boolean personalData,
        @Nullable String licence) {

    public Use {
        permits = permits == null ? List.of() : List.copyOf(permits);
        purposes = purposes == null ? List.of() : List.copyOf(purposes);
    }
}
