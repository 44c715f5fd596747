package assay.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lineage.Edge.Relation;
import assay.lineage.Permission.Breached;
import assay.lineage.Permission.Granted;
import assay.lineage.Permission.Lapsed;
import assay.lineage.Permission.NotStated;
import assay.lineage.Permission.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PermissionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final Reference MODEL = Reference.model("churn", "v12");
    private static final Reference TRAIN = Reference.dataset("churn-train", "7");
    private static final Reference RAW = Reference.dataset("churn-raw", "1");
    private static final Reference HOLDOUT = Reference.dataset("churn-holdout", "3");

    private final Map<Reference, Statement> statements = new HashMap<>();

    private void state(Reference dataset, List<String> permits, @Nullable Instant expires) {
        statements.put(
                dataset,
                new Statement(
                        Optional.of(new Use(permits, List.of("retention"), expires, null, null)),
                        Optional.empty()));
    }

    private Permission permission(String purpose) {
        List<Edge> links =
                List.of(
                        new Edge(MODEL, Relation.TRAINED_ON, TRAIN),
                        new Edge(TRAIN, Relation.DERIVED_FROM, RAW));
        Lineage.Edges edges =
                new Lineage.Edges() {
                    @Override
                    public List<Edge> upstream(Reference artefact) {
                        return links.stream().filter(e -> e.from().equals(artefact)).toList();
                    }

                    @Override
                    public List<Edge> downstream(Reference artefact) {
                        return List.of();
                    }
                };
        return Permission.of(
                MODEL,
                Optional.of(purpose).filter(p -> !p.isEmpty()),
                List.of(HOLDOUT),
                d -> statements.getOrDefault(d, Statement.NONE),
                edges,
                NOW);
    }

    private void allState() {
        state(RAW, List.of("training"), null);
        state(TRAIN, List.of("training"), null);
        state(HOLDOUT, List.of("evaluation"), null);
    }

    @Test
    void whatEveryDatasetStatesIsGranted() {
        allState();
        assertThat(permission("retention")).isEqualTo(new Granted());
    }

    @Test
    void whatADatasetDoesNotStateIsNamed() {
        allState();
        statements.remove(RAW);
        assertThat(permission("retention")).isEqualTo(new NotStated(List.of(RAW)));
    }

    @Test
    void aBreachUpstreamNamesTheChain() {
        allState();
        state(RAW, List.of("evaluation"), null);
        assertThat(permission("retention"))
                .isEqualTo(
                        new Breached(
                                List.of(MODEL, TRAIN, RAW),
                                "dataset:churn-raw@1 does not permit training, only evaluation"));
    }

    @Test
    void trainingDataIsNoTestSet() {
        allState();
        state(HOLDOUT, List.of("training"), null);
        assertThat(permission("retention")).isInstanceOf(Breached.class);
    }

    @Test
    void anotherPurposeIsABreachAndSoIsNone() {
        allState();
        assertThat(permission("advertising")).isInstanceOf(Breached.class);
        assertThat(permission("")).isInstanceOf(Breached.class);
    }

    @Test
    void aPermissionEndsAtTheInstantThatItNames() {
        allState();
        state(TRAIN, List.of("training"), NOW);
        assertThat(permission("retention")).isInstanceOf(Lapsed.class);
        state(TRAIN, List.of("training"), NOW.plusSeconds(1));
        assertThat(permission("retention")).isInstanceOf(Granted.class);
    }

    @Test
    void whatIsWithdrawnPermitsNothing() {
        allState();
        statements.put(
                TRAIN,
                new Statement(
                        Optional.empty(), Optional.of(new Withdrawal(TRAIN, NOW, "Ada", "wrong"))));
        assertThat(permission("retention"))
                .isEqualTo(
                        new Lapsed(
                                List.of(MODEL, TRAIN),
                                "dataset:churn-train@7 was withdrawn by Ada at 2026-11-24T00:00:00Z (wrong)"));
    }

    @Test
    void whatIsNotStatedIsWrittenAsTheIdsOfVerdictsHaveIt() {
        assertThat(new Permission.NotStated(List.of(Reference.dataset("d", "1"))))
                .hasToString("NotStated[silent=[dataset:d@1]]");
    }
}
