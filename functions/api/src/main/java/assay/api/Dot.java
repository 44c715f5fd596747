package assay.api;

import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Lineage;
import assay.lineage.Reference;
import java.util.Locale;

/// A lineage as Graphviz reads it: what rests on something points to it.
final class Dot {

    private Dot() {}

    static String of(Lineage lineage) {
        StringBuilder dot = new StringBuilder("digraph lineage {\n  rankdir=RL;\n");
        dot.append("  node [shape=box, style=rounded];\n");
        for (Reference node : lineage.depths().keySet()) {
            boolean start = node.equals(lineage.of());
            dot.append("  ").append(quoted(node)).append(start ? " [penwidth=2];\n" : ";\n");
        }
        for (Edge edge : lineage.edges()) {
            dot.append(
                    "  %s -> %s [label=\"%s\"];\n"
                            .formatted(
                                    quoted(edge.from()), quoted(edge.to()), word(edge.relation())));
        }
        return dot.append("}\n").toString();
    }

    /// A relation as it is read: `trained on`.
    static String word(Relation relation) {
        return relation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// A reference holds no quote and no backslash.
    private static String quoted(Reference reference) {
        return "\"" + reference + "\"";
    }
}
