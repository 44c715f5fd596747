package assay.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lineage.Edge.Relation;
import assay.lineage.Lineage.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageTest {

    private final List<Edge> links = new ArrayList<>();
    private final Lineage.Edges edges =
            new Lineage.Edges() {
                @Override
                public List<Edge> upstream(Reference artefact) {
                    return links.stream().filter(e -> e.from().equals(artefact)).toList();
                }

                @Override
                public List<Edge> downstream(Reference artefact) {
                    return links.stream().filter(e -> e.to().equals(artefact)).toList();
                }
            };

    private void link(String from, Relation relation, String to) {
        links.add(new Edge(Reference.parse(from), relation, Reference.parse(to)));
    }

    private List<String> trace(String of, Direction direction, int depth) {
        return Lineage.trace(Reference.parse(of), direction, depth, edges)
                .depths()
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .toList();
    }

    private void churn() {
        link("dataset:churn-train@7", Relation.DERIVED_FROM, "dataset:churn-raw@1");
        link("model:churn@v12", Relation.TRAINED_ON, "dataset:churn-train@7");
        link("model:churn@v12", Relation.BUILT_BY, "code:acme/churn@9f1c2ab");
        link("model:churn@v13", Relation.TRAINED_ON, "dataset:churn-train@7");
        link("system:retention@7", Relation.USES, "model:churn@v12");
    }

    @Test
    void bothWaysIsWhatItRestsOnAndWhatRestsOnItButNotItsSiblings() {
        churn();

        assertThat(trace("model:churn@v12", Direction.UPSTREAM, 9))
                .containsExactly(
                        "0 model:churn@v12",
                        "1 dataset:churn-train@7",
                        "1 code:acme/churn@9f1c2ab",
                        "2 dataset:churn-raw@1");
        assertThat(trace("dataset:churn-raw@1", Direction.DOWNSTREAM, 9))
                .containsExactly(
                        "0 dataset:churn-raw@1",
                        "1 dataset:churn-train@7",
                        "2 model:churn@v12",
                        "2 model:churn@v13",
                        "3 system:retention@7");
        assertThat(trace("model:churn@v12", Direction.BOTH, 9))
                .contains("1 system:retention@7", "2 dataset:churn-raw@1")
                .doesNotContain("2 model:churn@v13");
    }

    @Test
    void depthCutsOffAndSaysSo() {
        churn();

        Lineage near =
                Lineage.trace(Reference.parse("model:churn@v12"), Direction.UPSTREAM, 1, edges);

        assertThat(near.depths()).hasSize(3);
        assertThat(near.truncated()).isTrue();
        assertThat(
                        Lineage.trace(
                                        Reference.parse("model:churn@v12"),
                                        Direction.UPSTREAM,
                                        2,
                                        edges)
                                .truncated())
                .isFalse();
    }

    @Test
    void aCycleEnds() {
        link("model:a@1", Relation.USES, "model:b@1");
        link("model:b@1", Relation.USES, "model:a@1");

        assertThat(trace("model:a@1", Direction.UPSTREAM, 9))
                .containsExactly("0 model:a@1", "1 model:b@1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset:churn-holdout@3",
                "model:churn@v12",
                "code:acme/churn@9f1c2ab",
                "component:llama@3.1-8b",
                "product:shop@2026",
                "experiment:churn-v12",
                "verdict:0123abcd",
                "predictions:churn@v12/churn-holdout@3"
            })
    void aReferenceIsReadAsItIsWritten(String text) {
        assertThat(Reference.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "churn", "model:churn", "models:churn@1", "experiment:x@1", "model:@1"})
    void whatIsNoReferenceIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> Reference.parse(text)).hasMessageContaining("'" + text + "'");
    }

    @Test
    void versionsAreInTheOrderInWhichPeopleCount() {
        assertThat(
                        Stream.of(
                                        "v10", "v2", "v1", "2026-11", "3.1-8b", "3.1", "v1.10",
                                        "v1.9", "01", "1")
                                .sorted(VersionOrder.INSTANCE))
                .containsExactly(
                        "01", "1", "3.1", "3.1-8b", "2026-11", "v1", "v1.9", "v1.10", "v2", "v10");
    }

    @Test
    void aWalkStopsAtTenThousandArtefacts() {
        Reference root = Reference.parse("dataset:raw@1");
        List<Edge> many =
                IntStream.range(0, Lineage.MOST_NODES + 5)
                        .mapToObj(i ->
                                new Edge(Reference.model("m", "v" + i), Relation.TRAINED_ON, root))
                        .toList();
        Lineage.Edges star =
                new Lineage.Edges() {
                    @Override
                    public List<Edge> upstream(Reference artefact) {
                        return List.of();
                    }

                    @Override
                    public List<Edge> downstream(Reference artefact) {
                        return artefact.equals(root) ? many : List.of();
                    }
                };

        Lineage walk = Lineage.trace(root, Direction.DOWNSTREAM, 3, star);

        assertThat(walk.depths()).hasSize(Lineage.MOST_NODES);
        assertThat(walk.truncated()).isTrue();
    }
}
