package assay.experiment;

import assay.json.Json;
import assay.manifest.ExperimentManifest;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Experiments as somebody would write them.
final class Experiments {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private Experiments() {}

    /// With these metrics, and further fields.
    ///
    /// @param more such as `, "alpha": 0.1`; single quotes stand for double ones
    static Experiment with(String metrics, String more) {
        return read(
                """
                {'experiment': 'e', 'unit': 'user',
                 'variants': [{'name': 'control', 'share': 0.5}, {'name': 'treatment', 'share': 0.5}],
                 'start': '2026-11-01T00:00:00Z', 'metrics': [%s] %s}
                """
                        .formatted(metrics, more));
    }

    static Experiment read(String json) {
        return switch (reading(json, "e")) {
            case Reading.Read(ExperimentManifest manifest, var _) -> manifest.experiment();
            case Reading other -> throw new AssertionError(Json.write(other));
        };
    }

    static Reading reading(String json, String name) {
        return Manifests.experiment(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), name);
    }
}
