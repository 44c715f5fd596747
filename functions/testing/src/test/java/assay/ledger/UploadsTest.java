package assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.ledger.UploadState.State;
import assay.manifest.Fault;
import assay.manifest.ModelManifest;
import assay.testing.InMemoryLedger;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadsTest {

    private final InMemoryLedger ledger = new InMemoryLedger();

    /// A transaction has room for 100 writes, and the record takes one of them.
    @Test
    void aHundredFaultyFilesAreForgottenWhenTheirVersionIsRegistered() {
        String unit = "models/churn/v1/";
        Uploads uploads = new Uploads(ledger);
        uploads.note(unit, IntStream.range(0, 100).mapToObj(i -> refused(unit + i)).toList());
        assertThat(uploads.list(State.REFUSED, 1000, null).items()).hasSize(100);

        ModelVersion version =
                new ModelVersion(
                        Json.read(
                                "{\"model\": \"churn\", \"version\": \"v1\", \"task\": \"binary\"}",
                                ModelManifest.class),
                        "b".repeat(64),
                        Instant.EPOCH,
                        List.of(new Source(unit + "model.json", "1", "a".repeat(64), 9)));

        assertThat(new Models(ledger).register(version, unit)).isInstanceOf(Recorded.New.class);
        assertThat(uploads.list(State.REFUSED, 1000, null).items()).isEmpty();
    }

    private static UploadState refused(String key) {
        return new UploadState(
                key,
                "version",
                State.REFUSED,
                List.of(new Fault.OfFile("", "is missing")),
                Instant.EPOCH);
    }
}
