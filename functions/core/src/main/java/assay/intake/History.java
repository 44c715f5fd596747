package assay.intake;

import assay.ledger.Objects.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What happened below a prefix of the bucket, upload by upload.
///
/// Registration looks at the history, not at the event that woke it: so it finds the same whether
/// events come twice, late, or out of order.
public final class History {

    private final List<Version> versions;

    /// @param versions every version of every object below the prefix
    /// @param manifest the key of the manifest: of objects written at the same instant it is the
    ///   last
    public History(List<Version> versions, String manifest) {
        this.versions =
                versions.stream()
                        .sorted(
                                Comparator.comparing(Version::modified)
                                        .thenComparing(v -> v.key().equals(manifest))
                                        .thenComparing(Version::key))
                        .toList();
    }

    /// Every upload, oldest first.
    public List<Version> versions() {
        return versions;
    }

    /// Whether an upload came after the one with this id.
    public boolean isAfter(Version version, String id) {
        for (Version earlier : versions) {
            if (earlier.equals(version)) {
                return false;
            }
            if (earlier.id().equals(id) && earlier.key().equals(version.key())) {
                return true;
            }
        }
        return false;
    }

    /// What lay below the prefix after one of the uploads.
    ///
    /// @param at when that upload was
    /// @param objects by key, deleted ones left out
    public record State(Instant at, Map<String, Version> objects) {
        public State {
            objects = Map.copyOf(objects);
        }

        /// The object of this key.
        public Optional<Version> find(String key) {
            return Optional.ofNullable(objects.get(key));
        }
    }

    /// Every state that there has been, oldest first.
    public List<State> states() {
        List<State> states = new ArrayList<>();
        Map<String, Version> now = new TreeMap<>();
        for (Version version : versions) {
            if (version.deleted()) {
                now.remove(version.key());
            } else {
                now.put(version.key(), version);
            }
            states.add(new State(version.modified(), now));
        }
        return List.copyOf(states);
    }

    /// How things are now; empty where nothing was ever uploaded.
    public Optional<State> now() {
        List<State> states = states();
        return states.isEmpty() ? Optional.empty() : Optional.of(states.getLast());
    }
}
