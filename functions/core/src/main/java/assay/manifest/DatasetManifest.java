package assay.manifest;

import assay.json.Worded;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Reference;
import assay.lineage.Use;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What `dataset.json` says.
///
/// @param dataset its name
/// @param version its version
/// @param files in the order in which their rows follow each other
/// @param columns the contract; empty where it is to be inferred
/// @param checks as written; {@link assay.profile} reads them
/// @param derivedFrom what it was made of
/// @param use what it may be used for; `null` where nothing is stated
public record DatasetManifest(
        String dataset,
        String version,
        @Nullable String description,
        List<FileEntry> files,
        List<ColumnEntry> columns,
        List<JsonNode> checks,
        List<Reference> derivedFrom,
        @Nullable Use use)
        implements Manifest {

    public DatasetManifest {
        files = copy(files);
        columns = copy(columns);
        checks = copy(checks);
        derivedFrom = copy(derivedFrom);
    }

    /// A file, and the digest that it must have if one is stated.
    public record FileEntry(String path, @Nullable String sha256) {}

    /// What the contract says of a column.
    ///
    /// @param values the only values that may occur, as text; empty where any may
    public record ColumnEntry(
            String name,
            String type,
            List<Role> role,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Boolean nullable,
            List<String> values,
            @Nullable Boolean personalData,
            @Nullable String description) {
        public ColumnEntry {
            role = copy(role);
            values = copy(values);
        }
    }

    /// What a column is for.
    public enum Role implements Worded {
        ID,
        FEATURE,
        SLICE,
        CLUSTER,
        WEIGHT,
        TARGET,
        QUERY;

        /// As a contract names it: `id`.
        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Its reference.
    public Reference reference() {
        return Reference.dataset(dataset, version);
    }

    /// Its links upstream.
    public List<Edge> edges() {
        return derivedFrom.stream()
                .map(to -> new Edge(reference(), Relation.DERIVED_FROM, to))
                .toList();
    }

    /// The columns that speak of persons, in order: none where only the whole is said to, and empty
    /// where nothing is.
    public Optional<List<String>> personalData() {
        List<String> flagged =
                columns.stream()
                        .filter(c -> Boolean.TRUE.equals(c.personalData()))
                        .map(ColumnEntry::name)
                        .toList();
        boolean said = use != null && Boolean.TRUE.equals(use.personalData());
        return flagged.isEmpty() && !said ? Optional.empty() : Optional.of(flagged);
    }

    /// The names of the columns that have this role, in order.
    public List<String> columnsWith(Role role) {
        return columns.stream()
                .filter(c -> c.role().contains(role))
                .map(ColumnEntry::name)
                .toList();
    }

    /// The name of the column that has this role, if there is one.
    public Optional<String> columnWith(Role role) {
        return columnsWith(role).stream().findFirst();
    }

    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
