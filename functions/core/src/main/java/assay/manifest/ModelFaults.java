package assay.manifest;

import java.util.List;

/// What a schema cannot say of `model.json`.
final class ModelFaults {

    private ModelFaults() {}

    static List<Fault> of(ModelManifest m, String name, String version) {
        List<Fault> faults =
                KeyFaults.of("/model", m.model(), name, "/version", m.version(), version);
        switch (m.task()) {
            case "binary" -> {
                if (!m.classes().isEmpty() && m.classes().size() != 2) {
                    faults.add(
                            new Fault.AtPointer(
                                    "/classes",
                                    "a binary model has 2 classes, not " + m.classes().size()));
                }
            }
            case "multiclass" -> {
                if (m.classes().isEmpty()) {
                    faults.add(
                            new Fault.AtPointer(
                                    "/classes", "a multiclass model must name its classes"));
                }
            }
            default -> {
                if (!m.classes().isEmpty()) {
                    faults.add(
                            new Fault.AtPointer(
                                    "/classes", "a " + m.task() + " model has no classes"));
                }
            }
        }
        boolean strange =
                m.output() != null
                        && m.output().positive() != null
                        && !m.classes().isEmpty()
                        && !m.classes().contains(m.output().positive());
        if (strange) {
            faults.add(
                    new Fault.AtPointer(
                            "/output/positive", "is none of the classes " + m.classes()));
        }
        if (m.artefact() != null && m.artefact().path().startsWith("predictions/")) {
            faults.add(new Fault.AtPointer("/artefact/path", "lies among the predictions"));
        }
        return List.copyOf(faults);
    }
}
