package assay.manifest;

import static assay.manifest.DatasetManifest.copy;

import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Kind;
import assay.lineage.Reference;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `system.json` says: a system, product or component, and what it uses.
public record SystemManifest(
        String system,
        String version,
        String kind,
        @Nullable String description,
        List<Reference> uses)
        implements Manifest {

    public SystemManifest {
        uses = copy(uses);
    }

    /// Its reference, of the kind that it says.
    public Reference reference() {
        return new Reference(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), system, version);
    }

    /// Its links upstream.
    public List<Edge> edges() {
        return uses.stream().map(to -> new Edge(reference(), Relation.USES, to)).toList();
    }
}
