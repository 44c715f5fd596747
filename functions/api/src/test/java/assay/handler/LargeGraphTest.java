package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.handler.Client.Reply;
import assay.ledger.Graph;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What rests on one dataset, in numbers: `-Dassay.nodes=10000` for the most that a walk takes.
/// Times are told, not held to; that no part is more than Lambda can answer is.
class LargeGraphTest {

    private static final int NODES = Integer.getInteger("assay.nodes", 1_200);
    private static final int LAMBDA = 6 * 1024 * 1024;
    private static final Pattern NEXT = Pattern.compile("<(\\?.*)>; rel=\"next\"");

    private final Client client = Client.ofCredit();

    /// Eight datasets rest on each.
    @BeforeEach
    void aTree() {
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i < NODES; i++) {
            edges.add(
                    new Edge(
                            Reference.dataset("d" + i, "1"),
                            Relation.DERIVED_FROM,
                            Reference.dataset("d" + (i - 1) / 8, "1")));
        }
        new Graph(client.ledger).link(edges);
    }

    /// The parts of an answer; every one is told, and fits.
    private List<Reply> parts(String name, String first) {
        List<Reply> parts = new ArrayList<>();
        long began = System.nanoTime();
        long bytes = 0;
        String target = first;
        while (true) {
            Reply reply = client.get(target);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            int length = reply.body().getBytes(StandardCharsets.UTF_8).length;
            assertThat(length).isLessThan(LAMBDA);
            bytes = Math.max(bytes, length);
            parts.add(reply);
            Matcher next = NEXT.matcher(reply.header("Link"));
            if (next.matches()) {
                target = "/v1/lineage" + next.group(1).replace("%3A", ":").replace("%40", "@");
            } else if (reply.header("Content-Type").contains("json") && reply.json().has("next")) {
                target = first + "&next=" + reply.json().path("next").asString();
            } else {
                break;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s of %d artefacts: %d parts, %.1f s in all, the largest %d bytes%n",
                name,
                NODES,
                parts.size(),
                (System.nanoTime() - began) / 1e9,
                bytes);
        return parts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"downstream", "both"})
    void aWalkComesInPartsThatTogetherAreAll(String direction) {
        Set<String> nodes = new HashSet<>();
        int edges = 0;
        for (Reply part :
                parts(direction, "/v1/lineage?of=dataset:d0@1&depth=100&direction=" + direction)) {
            part.json().path("nodes").forEach(n -> nodes.add(n.path("reference").asString()));
            edges += part.json().path("edges").size();
        }
        assertThat(nodes).hasSize(NODES);
        assertThat(edges).isEqualTo(NODES - 1);
    }

    @Test
    void impactComesInParts() {
        int touched = 0;
        for (Reply part : parts("impact", "/v1/lineage/impact?of=dataset:d0@1")) {
            touched += part.json().path("datasets").size();
        }
        assertThat(touched).isEqualTo(NODES - 1);
    }

    @Test
    void exportsComeInPartsThatLinkToTheNext() {
        int events = 0;
        for (Reply part :
                parts(
                        "openlineage",
                        "/v1/lineage?of=dataset:d0@1&depth=100&direction=downstream&format=openlineage")) {
            events += part.json().size();
        }
        assertThat(events).isEqualTo(NODES - 1);
        Set<String> entities = new HashSet<>();
        for (Reply part :
                parts(
                        "prov",
                        "/v1/lineage?of=dataset:d0@1&depth=100&direction=downstream&format=prov")) {
            JsonNode entity = part.json().path("entity");
            entities.addAll(entity.propertyNames());
        }
        assertThat(entities).hasSize(NODES);
        assertThat(
                        parts(
                                "dot",
                                "/v1/lineage?of=dataset:d0@1&depth=100&direction=downstream&format=dot"))
                .singleElement()
                .satisfies(dot ->
                        assertThat(dot.body().lines().filter(l -> l.contains("->")))
                                .hasSize(NODES - 1));
    }
}
