package assay.tables;

import assay.profile.Column;
import assay.profile.Table;
import assay.tables.Expected.Wanted;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table in the making: the columns that are wanted, filled file by file.
final class Assembly {
    private final List<Wanted> wanted;
    private final List<TypedField> fields;
    private final BitSet present = new BitSet();
    private final Limits limits;
    private @Nullable Set<String> agreed;
    private int rows;

    Assembly(List<Wanted> wanted, Limits limits) {
        this.wanted = wanted;
        this.fields = wanted.stream().map(TypedField::of).toList();
        this.limits = limits;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    TypedField field(int index) {
        return fields.get(index);
    }

    /// Checks a file's columns: they are those of the files before, and all that must be there are.
    void agree(List<String> names) throws Refusal {
        Set<String> here = new LinkedHashSet<>(names);
        if (agreed != null && !agreed.equals(here)) {
            throw new Refusal(
                    "has other columns than the files before: %s, not %s"
                            .formatted(list(here), list(agreed)));
        }
        agreed = here;
        for (int i = 0; i < wanted.size(); i++) {
            if (here.contains(wanted.get(i).name())) {
                present.set(i);
            } else if (!wanted.get(i).optional()) {
                throw missing(wanted.get(i).name(), list(here) + hint(names));
            }
        }
    }

    /// Notes that a row has this column.
    void found(int index) {
        present.set(index);
    }

    boolean isPresent(int index) {
        return present.get(index);
    }

    /// Makes room for a file of text in the columns that are present, by what its first records
    /// come to.
    ///
    /// @param first rows in the first `firstBytes` of the file's `bytes`
    void expect(int first, long firstBytes, long bytes) {
        if (wanted.isEmpty() || firstBytes >= bytes) {
            return;
        }
        // A little more than as many again and again; and never much more memory than the file has
        // bytes.
        double likely = 1.01 * first * ((double) bytes / firstBytes);
        double most = Math.min(limits.rows() - rows, bytes / (4.0 * wanted.size()));
        for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
            fields.get(i).builder().reserve((int) Math.min(likely, most));
        }
    }

    /// Notes more rows, whose values the fields have been given.
    void addRows(int more) throws Refusal {
        if (more > limits.rows() - rows) {
            throw new Refusal("more than %d rows, the limit".formatted(limits.rows()));
        }
        rows += more;
    }

    Table build() throws Refusal {
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (present.get(i)) {
                names.add(wanted.get(i).name());
                columns.add(fields.get(i).build());
            } else if (!wanted.get(i).optional()) {
                throw new Refusal("the column is missing; no row has it")
                        .inColumn(wanted.get(i).name());
            }
        }
        return new Table(names, columns, rows);
    }

    private static Refusal missing(String name, String there) {
        return new Refusal("the column is missing; there are " + there).inColumn(name);
    }

    private static String hint(List<String> names) {
        if (names.size() == 1 && names.getFirst().matches("(?s).*[;\t|].*")) {
            return "; values are separated by commas here, not by semicolons, tabs or bars";
        }
        return "";
    }

    private static String list(Set<String> names) {
        int shown = 20;
        String first = String.join(", ", names.stream().limit(shown).map(Text::quoted).toList());
        return names.size() > shown ? first + " and " + (names.size() - shown) + " more" : first;
    }
}
