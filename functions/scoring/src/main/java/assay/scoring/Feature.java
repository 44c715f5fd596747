package assay.scoring;

import assay.manifest.DatasetManifest.ColumnEntry;
import assay.profile.ColumnType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One input of the model, by the dataset's column that it comes from.
///
/// An input that is named like a column is that column. One that is named `<column>_<value>` is 1
/// where the column has that value and 0 elsewhere: so is one-hot encoded what the dataset has as
/// one column. Where two columns could be meant, it is the one with the longer name.
///
/// @param name as the manifest's `inputs` has it
/// @param column of the dataset
/// @param type of the column
/// @param value that is 1; empty where the column itself is meant
record Feature(String name, String column, ColumnType type, Optional<String> value) {

    static Feature of(String input, int place, List<ColumnEntry> columns, String dataset)
            throws Refusal {
        Optional<ColumnEntry> itself =
                columns.stream().filter(c -> c.name().equals(input)).findFirst();
        if (itself.isPresent()) {
            return new Feature(input, input, type(itself.get()), Optional.empty());
        }
        Optional<ColumnEntry> longest =
                columns.stream()
                        .filter(c -> input.startsWith(c.name() + "_"))
                        .filter(c -> isCategory(c, input.substring(c.name().length() + 1)))
                        .max(Comparator.comparingInt(c -> c.name().length()));
        if (longest.isEmpty()) {
            throw new Refusal(
                    "/inputs/" + place,
                    "the model takes '%s', which is no column of %s, nor <column>_<value> of one; name its inputs after the dataset's columns"
                            .formatted(input, dataset));
        }
        return new Feature(
                input,
                longest.get().name(),
                type(longest.get()),
                Optional.of(input.substring(longest.get().name().length() + 1)));
    }

    private static boolean isCategory(ColumnEntry column, String value) {
        return switch (type(column)) {
            case STRING, BOOLEAN, INTEGER ->
                    column.values().isEmpty() || column.values().contains(value);
            case NUMBER, TIMESTAMP -> false;
        };
    }

    private static ColumnType type(ColumnEntry column) {
        return ColumnType.named(column.type()).orElseThrow();
    }
}
