package assay.manifest;

import static assay.manifest.DatasetManifest.copy;

import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `model.json` says.
///
/// @param model its name
/// @param version its version
/// @param task `binary`, `multiclass`, `regression`, `ranking` or `scored`
/// @param artefact the file that is the model; `null` where only predictions are uploaded
/// @param inputs the feature columns in the order in which the model takes them
/// @param output which tensor to read; `null` for the model's only or first one
/// @param classes in the order of the model's scores, as text; empty where there are none
/// @param trainedOn its training data
/// @param code what trained it
/// @param uses its parts
/// @param purpose what it is for, to be held against what its data permit
/// @param parameters of its training, as written
public record ModelManifest(
        String model,
        String version,
        @Nullable String description,
        String task,
        DatasetManifest.@Nullable FileEntry artefact,
        List<String> inputs,
        @Nullable Output output,
        List<String> classes,
        List<Reference> trainedOn,
        @Nullable Reference code,
        List<Reference> uses,
        @Nullable String purpose,
        Map<String, @Nullable Object> parameters)
        implements Manifest {

    public ModelManifest {
        inputs = copy(inputs);
        classes = copy(classes);
        trainedOn = copy(trainedOn);
        uses = copy(uses);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// Which of the model's outputs to read, and which class its score is the probability of.
    public record Output(@Nullable String tensor, @Nullable String positive) {}

    /// Its reference.
    public Reference reference() {
        return Reference.model(model, version);
    }

    /// Its links upstream.
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        trainedOn.forEach(to -> edges.add(new Edge(reference(), Relation.TRAINED_ON, to)));
        if (code != null) {
            edges.add(new Edge(reference(), Relation.BUILT_BY, code));
        }
        uses.forEach(to -> edges.add(new Edge(reference(), Relation.USES, to)));
        return List.copyOf(edges);
    }

    /// The class that a binary score is the probability of: as stated, else the last of the
    /// classes, else `true`.
    public String positiveClass() {
        if (output != null && output.positive() != null) {
            return output.positive();
        }
        return classes.isEmpty() ? "true" : classes.getLast();
    }
}
