package assay.intake;

import assay.ledger.PredictionsVersion;
import assay.lineage.Reference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the key of an uploaded object means.
public sealed interface UploadKey {

    /// The prefix of the unit that the object is a part of, with a slash at its end; units are
    /// registered as wholes.
    String unit();

    /// A part of a dataset version: `datasets/<name>/<version>/…`.
    record OfDataset(String name, String version, String path) implements UploadKey {
        @Override
        public String unit() {
            return "datasets/" + name + "/" + version + "/";
        }

        /// The dataset version.
        public Reference reference() {
            return Reference.dataset(name, version);
        }
    }

    /// A part of a model version: `models/<name>/<version>/…`.
    record OfModel(String name, String version, String path) implements UploadKey {
        @Override
        public String unit() {
            return "models/" + name + "/" + version + "/";
        }

        /// The model version.
        public Reference reference() {
            return Reference.model(name, version);
        }
    }

    /// A part of a model version's predictions:
    /// `models/<name>/<version>/predictions/<dataset>/<dataset version>/…`.
    record OfPredictions(Reference model, Reference dataset, String path) implements UploadKey {
        @Override
        public String unit() {
            return unit(model, dataset);
        }

        /// The unit of what `model` predicted on `dataset`.
        public static String unit(Reference model, Reference dataset) {
            return PredictionsVersion.unit(model, dataset);
        }
    }

    /// A model's gate: `gates/<model>/gate.json`.
    record OfGate(String model) implements UploadKey {
        @Override
        public String unit() {
            return "gates/" + model + "/";
        }
    }

    /// A system, product or component: `systems/<name>/<version>/system.json`.
    record OfSystem(String name, String version) implements UploadKey {
        @Override
        public String unit() {
            return "systems/" + name + "/" + version + "/";
        }
    }

    /// Nothing that Assay knows.
    ///
    /// @param key in full
    /// @param because one sentence that says which form is expected
    record Foreign(String key, String because) implements UploadKey {
        @Override
        public String unit() {
            return key;
        }
    }

    /// The forms that keys have.
    String FORMS =
            "datasets/<name>/<version>/…, models/<name>/<version>/…,"
                    + " models/<name>/<version>/predictions/<dataset>/<version>/…,"
                    + " gates/<model>/gate.json, systems/<name>/<version>/system.json";

    /// Reads a key, as the bucket has it: not URL-encoded.
    static UploadKey parse(String key) {
        Matcher m = Patterns.PREDICTIONS.matcher(key);
        if (m.matches()) {
            return new OfPredictions(
                    Reference.model(m.group(1), m.group(2)),
                    Reference.dataset(m.group(3), m.group(4)),
                    m.group(5));
        }
        m = Patterns.DATASET.matcher(key);
        if (m.matches()) {
            return new OfDataset(m.group(1), m.group(2), m.group(3));
        }
        m = Patterns.MODEL.matcher(key);
        if (m.matches() && !m.group(3).startsWith("predictions/")) {
            return new OfModel(m.group(1), m.group(2), m.group(3));
        }
        m = Patterns.GATE.matcher(key);
        if (m.matches()) {
            return new OfGate(m.group(1));
        }
        m = Patterns.SYSTEM.matcher(key);
        if (m.matches()) {
            return new OfSystem(m.group(1), m.group(2));
        }
        return new Foreign(
                key,
                "lies under no key that Assay knows; keys are "
                        + FORMS
                        + ", with names in lower case, digits and hyphens");
    }

    /// The forms as patterns.
    final class Patterns {
        private static final String NAME = "([a-z0-9][a-z0-9-]{0,62})";
        private static final String VERSION = "([A-Za-z0-9][A-Za-z0-9._-]{0,62})";

        static final Pattern DATASET =
                Pattern.compile("datasets/" + NAME + "/" + VERSION + "/(.+)");
        static final Pattern MODEL = Pattern.compile("models/" + NAME + "/" + VERSION + "/(.+)");
        static final Pattern PREDICTIONS =
                Pattern.compile(
                        "models/"
                                + NAME
                                + "/"
                                + VERSION
                                + "/predictions/"
                                + NAME
                                + "/"
                                + VERSION
                                + "/(.+)");
        static final Pattern GATE = Pattern.compile("gates/" + NAME + "/gate\\.json");
        static final Pattern SYSTEM =
                Pattern.compile("systems/" + NAME + "/" + VERSION + "/system\\.json");

        private Patterns() {}
    }
}
