package assay.lineage;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The permission to use data that a model rests on has ended: they were withdrawn, or it expired.
///
/// @param at when it ended
/// @param chain from the model up to the dataset
/// @param because one sentence for a person, without its full stop
public record Lapse(Instant at, List<Reference> chain, String because) {

    public Lapse {
        chain = List.copyOf(chain);
    }

    /// The chain from the dataset down to the model, for a person.
    public String path() {
        return chain.reversed().stream()
                .map(Reference::toString)
                .collect(Collectors.joining(" → "));
    }
}
