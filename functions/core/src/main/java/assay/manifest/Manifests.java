package assay.manifest;

import assay.experiment.Experiment;
import assay.gate.Gate;
import assay.json.Json;
import assay.json.Mismatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// Reads manifests: JSON, then its schema, then what no schema can say.
public final class Manifests {

    /// The kinds that have a schema, as the API serves them: of manifests, and of the verdict.
    public static final List<String> KINDS =
            List.of(
                    "dataset",
                    "model",
                    "gate",
                    "system",
                    "experiment",
                    "verdict",
                    "champion",
                    "upload");

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Manifests() {}

    /// A manifest, or its faults.
    public sealed interface Reading {
        /// In order.
        ///
        /// @param manifest what it says
        /// @param json as written
        record Read(Manifest manifest, JsonNode json) implements Reading {}

        /// Not in order.
        ///
        /// @param faults at least one
        record Faulty(List<Fault> faults) implements Reading {}
    }

    /// Reads `dataset.json`, which lies where its name and version say.
    public static Reading dataset(byte[] content, String name, String version) {
        return read(
                "dataset",
                content,
                json -> {
                    DatasetManifest m = Json.read(json, DatasetManifest.class);
                    return new Checked(m, DatasetFaults.of(m, name, version));
                });
    }

    /// Reads `model.json`, which lies where its name and version say.
    public static Reading model(byte[] content, String name, String version) {
        return read(
                "model",
                content,
                json -> {
                    ModelManifest m = Json.read(json, ModelManifest.class);
                    return new Checked(m, ModelFaults.of(m, name, version));
                });
    }

    /// Reads `gate.json`, which lies where the model's name says.
    public static Reading gate(byte[] content, String model) {
        return read(
                "gate",
                content,
                json -> {
                    GateManifest m = new GateManifest(GateReader.read(json));
                    return new Checked(m, GateReader.faults(m.gate(), model));
                });
    }

    /// Reads `system.json`, which lies where its name and version say.
    public static Reading system(byte[] content, String name, String version) {
        return read(
                "system",
                content,
                json -> {
                    SystemManifest m = Json.read(json, SystemManifest.class);
                    return new Checked(
                            m,
                            KeyFaults.of(
                                    "/system", m.system(), name, "/version", m.version(), version));
                });
    }

    /// Reads `experiment.json`, which lies where its name says.
    public static Reading experiment(byte[] content, String name) {
        return parsed(
                "experiment",
                content,
                json -> {
                    List<Fault> faults = ExperimentReader.faults(json, name);
                    return faults.isEmpty()
                            ? new Reading.Read(
                                    new ExperimentManifest(ExperimentReader.read(json)), json)
                            : new Reading.Faulty(faults);
                });
    }

    /// The experiment that JSON in order says.
    public static Experiment experiment(JsonNode json) {
        return ExperimentReader.read(json);
    }

    /// The gate that JSON in order says.
    public static Gate gate(JsonNode json) {
        return GateReader.read(json);
    }

    /// The schema of a kind, as text.
    ///
    /// @param kind one of {@link #KINDS}
    public static String schema(String kind) {
        String path = "/assay/schemas/" + kind + ".json";
        try (InputStream in = Manifests.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + path);
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /// The faults that the schema of a kind finds in a document.
    public static List<Fault> faults(String kind, JsonNode json) {
        return SCHEMAS.computeIfAbsent(kind, k -> Schema.read(schema(k))).faults(json);
    }

    private record Checked(Manifest manifest, List<Fault> faults) {}

    private static Reading read(
            String kind, byte[] content, java.util.function.Function<JsonNode, Checked> bind) {
        return parsed(
                kind,
                content,
                json -> {
                    Checked checked;
                    try {
                        checked = bind.apply(json);
                    } catch (Mismatch e) {
                        return new Reading.Faulty(
                                List.of(new Fault.AtPointer(e.pointer(), e.reason())));
                    } catch (IllegalArgumentException e) {
                        return new Reading.Faulty(
                                List.of(new Fault.AtPointer("", String.valueOf(e.getMessage()))));
                    }
                    return checked.faults().isEmpty()
                            ? new Reading.Read(checked.manifest(), json)
                            : new Reading.Faulty(checked.faults());
                });
    }

    private static Reading parsed(
            String kind, byte[] content, java.util.function.Function<JsonNode, Reading> reading) {
        JsonNode json;
        try {
            json = Json.tree(content);
        } catch (JacksonException e) {
            return new Reading.Faulty(List.of(new Fault.AtPointer("", notJson(e))));
        }
        List<Fault> faults = faults(kind, json);
        return faults.isEmpty() ? reading.apply(json) : new Reading.Faulty(faults);
    }

    private static String notJson(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where =
                at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "is no JSON: " + e.getOriginalMessage() + where;
    }
}
