package assay.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list, for people to look at.
///
/// @param items in order
/// @param next where the list goes on; `null` at its end
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }
}
