package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import assay.embedded.EmbeddedDynamo;
import assay.embedded.EmbeddedS3;
import assay.embedded.EmbeddedSqs;
import assay.gate.Budget.Turn;
import assay.gate.Gate.ErrorControl;
import assay.json.Json;
import assay.ledger.Graph;
import assay.ledger.Ledger;
import assay.ledger.Tries;
import assay.ledger.Tries.Try;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Impact;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.manifest.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What hangs on the table itself: places that are taken at the same time, and graphs that are
/// walked.
class LedgerInUseTest {

    private static final EmbeddedDynamo DYNAMO = EmbeddedDynamo.start();
    private static final EmbeddedS3 S3 = EmbeddedS3.start();
    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final Ledger LEDGER =
            new Services(DYNAMO.endpoint(), S3.endpoint(), SQS.endpoint()).wiring().ledger();

    @AfterAll
    static void stop() {
        DYNAMO.close();
        S3.close();
        SQS.close();
    }

    @Test
    void triesAtTheSameTimeNeverShareAPlaceAndARepeatedOneKeepsItsOwn() throws Exception {
        Reference testSet = Reference.dataset("holdout", "1");
        ErrorControl control =
                Manifests.gate(
                                Json.tree(
                                        "{\"gate\": \"m\", \"datasets\": [\"holdout\"], \"errorControl\": {\"method\": \"bonferroni\", \"wealth\": 0.1, \"tries\": 10}, \"criteria\": [{\"id\": \"lawful\", \"rule\": \"permitted-use\"}]}"))
                        .errorControl();
        Tries tries = new Tries(LEDGER);
        List<Callable<Turn>> at =
                IntStream.range(0, 24)
                        .<Callable<Turn>>mapToObj(i ->
                                () ->
                                        tries.take(
                                                testSet,
                                                control,
                                                "hearing" + i % 12,
                                                Reference.model("m", "v" + i % 12)))
                        .toList();
        List<Turn> turns = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Turn> turn : threads.invokeAll(at)) {
                turns.add(turn.get());
            }
        }

        List<Try> stream = tries.of(testSet);
        assertThat(stream)
                .extracting(Try::place)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        for (int i = 0; i < 12; i++) {
            assertThat(turns.get(i)).isEqualTo(turns.get(i + 12));
        }
        assertThat(turns).filteredOn(Turn.Exhausted.class::isInstance).hasSize(4);
    }

    /// `-Dassay.nodes=10000` for the largest that a walk takes; the time is told, not held to.
    @Test
    void aLargeGraphIsWalkedToItsEnd() {
        int nodes = Integer.getInteger("assay.nodes", 1_000);
        Reference root = Reference.dataset("root", "1");
        Graph graph = new Graph(LEDGER);
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i < nodes; i++) {
            // Eight of each rest on one.
            Reference on = i <= 8 ? root : Reference.model("m" + (i - 1) / 8, "v1");
            edges.add(new Edge(Reference.model("m" + i, "v1"), Relation.USES, on));
        }
        graph.link(edges);

        long began = System.nanoTime();
        Impact impact = Impact.of(root, graph);
        System.out.printf(
                Locale.ROOT,
                "impact of 1 on %d artefacts: %.1f s%n",
                nodes,
                (System.nanoTime() - began) / 1e9);

        assertThat(impact.of(Kind.MODEL)).hasSize(nodes - 1);
        assertThat(impact.truncated()).isFalse();
    }
}
