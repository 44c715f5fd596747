package assay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.ledger.ScoringRequest;
import assay.ledger.Scorings;
import assay.ledger.Source;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import assay.manifest.ModelManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every way of asking that a model be run keeps. Models are fresh in each test, so that one
/// queue serves them all.
public abstract class ScoringsContract {

    private final String model = "model-" + UUID.randomUUID();

    /// The queue under test; the same one within a test.
    protected abstract Scorings scorings();

    /// The requests that wait, in the order in which they are worked off; none waits afterwards.
    protected abstract List<ScoringRequest> receive();

    private List<ScoringRequest> received() {
        return receive().stream().filter(r -> r.model().name().equals(model)).toList();
    }

    private ScoringRequest request(String version, int columns) {
        ModelManifest manifest =
                Json.read(
                        """
                        {"model": "%s", "version": "%s", "task": "binary", "inputs": ["a", "b_ü"],
                         "artefact": {"path": "model.onnx"}, "classes": ["false", "true"],
                         "output": {"tensor": "p", "positive": "true"}, "parameters": {"depth": 6}}
                        """
                                .formatted(model, version),
                        ModelManifest.class);
        List<ColumnEntry> entries =
                IntStream.range(0, columns)
                        .mapToObj(i ->
                                new ColumnEntry(
                                        "column " + i,
                                        "number",
                                        List.of(Role.FEATURE),
                                        0.0,
                                        null,
                                        true,
                                        List.of(),
                                        null,
                                        null))
                        .toList();
        return new ScoringRequest(
                UUID.randomUUID().toString().replace("-", ""),
                Instant.parse("2026-11-25T12:00:00.5Z"),
                manifest,
                new Source("models/" + model + "/1/model.onnx", "v-1", "ab".repeat(32), 9),
                Reference.dataset("d", "1"),
                entries,
                List.of(new Source("datasets/d/1/part-0.csv", "v-2", "cd".repeat(32), 8)));
    }

    @Test
    void whatIsAskedArrivesWhole() {
        ScoringRequest request = request("1", 2);
        scorings().ask(request);
        assertThat(received()).containsExactly(request);
        assertThat(received()).isEmpty();
    }

    @Test
    void theSameAtOnceIsOneRequest() {
        ScoringRequest request = request("1", 1);
        scorings().ask(request);
        scorings().ask(request);
        assertThat(received()).containsExactly(request);
    }

    @Test
    void requestsAboutOneModelKeepTheirOrder() {
        List<ScoringRequest> asked = new ArrayList<>();
        for (String version : List.of("3", "1", "2")) {
            asked.add(request(version, 1));
        }
        asked.forEach(scorings()::ask);
        assertThat(received()).isEqualTo(asked);
    }

    @Test
    void aRequestLargerThanAMessageIsCarried() {
        ScoringRequest request = request("1", 10_000);
        scorings().ask(request);
        assertThat(received()).containsExactly(request);
    }
}
