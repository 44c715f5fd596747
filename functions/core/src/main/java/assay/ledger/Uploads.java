package assay.ledger;

import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The uploads that are not in order, by the unit that they belong to: a dataset version, a model
/// version, a gate. Once a unit is in order, nothing is kept of what was wrong before; a conflict
/// stays.
public final class Uploads {

    private final Ledger ledger;

    public Uploads(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Notes what now is to be said of a unit in place of what was said before, unless the unit has
    /// been registered meanwhile.
    ///
    /// @param registered the record whose presence makes this pointless
    public void note(String unit, List<UploadState> states, Key registered) {
        replace(unit, states, Set.of(), List.of(new Write.RequireAbsent(registered)));
    }

    /// Notes what now is to be said of a unit in place of what was said before.
    public void note(String unit, List<UploadState> states) {
        replace(unit, states, Set.of(), List.of());
    }

    /// Notes what now is to be said of a unit in place of what was said before, but for some
    /// objects, of which that stands.
    ///
    /// @param stand their keys
    public void note(String unit, List<UploadState> states, Set<String> stand) {
        replace(unit, states, stand, List.of());
    }

    /// Notes conflicts beside whatever else is said of the unit.
    public void conflict(String unit, UploadState state) {
        ledger.write(List.of(new Write.Put(item(unit, state))));
    }

    /// A part of the uploads in this state, by key, each an {@link UploadState} as recorded.
    ///
    /// @param after {@link Listing#next()} of the part before; `null` from the start
    /// @throws IllegalArgumentException if no part of this list ended there
    public Listing<JsonNode> list(UploadState.State state, int limit, @Nullable String after) {
        Query query = new Query(Keys.uploads(state.word()), "", true, false, limit, after);
        return Reading.page(ledger, query, i -> Json.tree(i.document()));
    }

    /// The writes that forget what was wrong with a unit. Where that is more than one write has
    /// room for beside a record, the rest is forgotten at once.
    List<Write> forget(String unit) {
        List<Write> deletes = said(unit).stream().<Write>map(Write.Delete::new).toList();
        int kept = Math.min(deletes.size(), Ledger.MOST_WRITES / 2);
        for (int from = kept; from < deletes.size(); from += Ledger.MOST_WRITES) {
            int to = Math.min(deletes.size(), from + Ledger.MOST_WRITES);
            ledger.write(deletes.subList(from, to));
        }
        return deletes.subList(0, kept);
    }

    private void replace(
            String unit, List<UploadState> states, Set<String> stand, List<Write> conditions) {
        List<Write> writes = new ArrayList<>(conditions);
        Set<Key> now = states.stream().map(s -> key(unit, s)).collect(Collectors.toSet());
        said(unit).stream()
                .filter(k -> !now.contains(k) && !stand.contains(k.sort()))
                .map(Write.Delete::new)
                .forEach(writes::add);
        states.stream().map(s -> new Write.Put(item(unit, s))).forEach(writes::add);
        if (writes.size() > conditions.size()) {
            ledger.write(writes.stream().limit(Ledger.MOST_WRITES).toList());
        }
    }

    private List<Key> said(String unit) {
        return ledger.query(Query.of("UPLOAD#" + unit, "")).items().stream()
                .map(Item::key)
                .filter(k -> !k.sort().startsWith(CONFLICT))
                .toList();
    }

    private static final String CONFLICT = "CONFLICT#";

    private static Key key(String unit, UploadState state) {
        boolean conflict = state.state() == UploadState.State.CONFLICT;
        return Keys.upload(
                unit, conflict ? CONFLICT + state.versionId() + "#" + state.key() : state.key());
    }

    private static Item item(String unit, UploadState state) {
        Key key = key(unit, state);
        return new Item(
                key,
                new Key(Keys.uploads(state.state().word()), state.key() + "#" + state.versionId()),
                1,
                Json.write(state));
    }
}
