package assay.tables;

import assay.profile.ColumnType;
import assay.tables.Expected.Wanted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The columns that files turn out to have, in order of appearance, and the narrowest types that
/// hold them.
final class Survey {
    private final Map<String, Guess> guesses = new LinkedHashMap<>();
    private final int mostColumns;

    Survey(int mostColumns) {
        this.mostColumns = mostColumns;
    }

    /// Notes that a column of this name is there, whatever it holds.
    Guess guess(String name) throws Refusal {
        Guess known = guesses.get(name);
        if (known != null) {
            return known;
        }
        if (guesses.size() == mostColumns) {
            throw new Refusal("more than %d columns, the limit".formatted(mostColumns));
        }
        Guess guess = new Guess();
        guesses.put(name, guess);
        return guess;
    }

    /// Notes that a column of this name holds this type.
    void found(String name, ColumnType type) throws Refusal {
        guess(name).widen(type);
    }

    /// Adds what a later part of the files turned out to have.
    void append(Survey later) throws Refusal {
        for (Map.Entry<String, Guess> entry : later.guesses.entrySet()) {
            guess(entry.getKey()).append(entry.getValue());
        }
    }

    void clear() {
        guesses.clear();
    }

    List<Wanted> wanted() {
        return guesses.entrySet().stream()
                .map(entry -> Wanted.of(entry.getKey(), entry.getValue().type()))
                .toList();
    }
}
