package assay.lineage;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a {@link Permission} rests on: whoever reads the same, as of the same time, gets the same
/// answer, whatever is uploaded or taken back later.
///
/// @param at as of when it was asked
/// @param read digests of everything on record that had something to say: what the model was made
///   of, and the test sets. What was only named is not among them, nor what says no more than its
///   name
/// @param withdrawn those of them that had been taken back
/// @param personal those of them that speak of persons, each with the columns that do; none where
///   it says so only of the whole
public record Grounds(
        Instant at,
        Map<Reference, String> read,
        Set<Reference> withdrawn,
        Map<Reference, List<String>> personal) {

    public Grounds {
        read = Collections.unmodifiableMap(new TreeMap<>(read));
        withdrawn = Collections.unmodifiableSet(new TreeSet<>(withdrawn));
        personal = Collections.unmodifiableMap(new TreeMap<>(personal));
    }

    /// As far as it concerns these.
    public Grounds of(Collection<Reference> some) {
        Map<Reference, String> those = new TreeMap<>(read);
        those.keySet().retainAll(some);
        Set<Reference> back = new TreeSet<>(withdrawn);
        back.retainAll(some);
        Map<Reference, List<String>> persons = new TreeMap<>(personal);
        persons.keySet().retainAll(some);
        return new Grounds(at, those, back, persons);
    }

    /// Nothing was read.
    public static Grounds none(Instant at) {
        return new Grounds(at, Map.of(), Set.of(), Map.of());
    }
}
