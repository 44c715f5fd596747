package assay.manifest;

import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a schema cannot say of `dataset.json`.
final class DatasetFaults {

    private DatasetFaults() {}

    static List<Fault> of(DatasetManifest m, String name, String version) {
        List<Fault> faults =
                KeyFaults.of("/dataset", m.dataset(), name, "/version", m.version(), version);
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < m.files().size(); i++) {
            String path = m.files().get(i).path();
            if (!paths.add(path)) {
                faults.add(
                        new Fault.AtPointer(
                                "/files/" + i + "/path", "'" + path + "' is named twice"));
            }
            if (path.equals("dataset.json")) {
                faults.add(new Fault.AtPointer("/files/" + i + "/path", "is the manifest itself"));
            }
        }
        columns(m, faults);
        for (int i = 0; i < m.checks().size(); i++) {
            String column = m.checks().get(i).path("column").asString("");
            boolean known =
                    column.isEmpty()
                            || m.columns().isEmpty()
                            || m.columns().stream().anyMatch(c -> c.name().equals(column));
            if (!known) {
                faults.add(
                        new Fault.AtPointer(
                                "/checks/" + i + "/column", "no column is named '" + column + "'"));
            }
        }
        for (int i = 0; i < m.checks().size(); i++) {
            pattern(
                    "/checks/" + i + "/pattern",
                    m.checks().get(i).path("pattern").asString(""),
                    faults);
        }
        return List.copyOf(faults);
    }

    private static void pattern(String pointer, String pattern, List<Fault> faults) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            faults.add(new Fault.AtPointer(pointer, "is no pattern: " + e.getDescription()));
        }
    }

    private static void columns(DatasetManifest m, List<Fault> faults) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < m.columns().size(); i++) {
            ColumnEntry c = m.columns().get(i);
            String at = "/columns/" + i;
            if (!names.add(c.name())) {
                faults.add(new Fault.AtPointer(at + "/name", "'" + c.name() + "' is named twice"));
            }
            boolean ordered = c.type().equals("number") || c.type().equals("integer");
            if (!ordered && (c.min() != null || c.max() != null)) {
                faults.add(new Fault.AtPointer(at, "a " + c.type() + " has no min and max"));
            }
            if (c.min() != null && c.max() != null && c.min() > c.max()) {
                faults.add(new Fault.AtPointer(at + "/min", c.min() + " is above max " + c.max()));
            }
            if (c.role().contains(Role.WEIGHT) && !ordered) {
                faults.add(
                        new Fault.AtPointer(
                                at + "/type", "a weight is a number, not a " + c.type()));
            }
        }
        for (Role role : List.of(Role.ID, Role.CLUSTER, Role.WEIGHT, Role.TARGET, Role.QUERY)) {
            List<String> those = new ArrayList<>(m.columnsWith(role));
            if (those.size() > 1) {
                faults.add(
                        new Fault.AtPointer(
                                "/columns",
                                "one column can be the "
                                        + role.word()
                                        + ", not "
                                        + those.size()
                                        + ": "
                                        + those));
            }
        }
    }
}
