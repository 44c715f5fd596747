package assay.succession;

import assay.gate.Verdict.Outcome;
import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.lineage.Lapse;
import assay.lineage.Permission;
import assay.lineage.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is on record about a model, as far as its succession hangs on it.
///
/// @param versions of the model
/// @param gates uploaded for it
/// @param datasets every version of each dataset concerned, by name
/// @param evaluations of the model's versions
/// @param appointments in the order in which they were made
/// @param verdicts that have been given
/// @param permissions of the data that versions were made of and are tried on
/// @param settling how long what is uploaded together may take to arrive
public record Facts(
        List<ModelVersion> versions,
        List<GateRevision> gates,
        Map<String, List<DatasetVersion>> datasets,
        List<EvaluationRecord> evaluations,
        List<Appointment> appointments,
        Verdicts verdicts,
        Permissions permissions,
        Duration settling) {

    /// The verdicts that have been given.
    public interface Verdicts {
        /// The outcome of a hearing about a version, if it has been heard.
        Optional<Outcome> of(Reference subject, String id);
    }

    /// Whether data may be used as they are.
    public interface Permissions {
        /// Whether a version may have been made of its data, and may be tried on the test sets.
        Permission of(ModelVersion version, List<Reference> testSets, Instant at);

        /// The permissions that have ended by now, earliest first.
        default List<Lapse> lapses(Reference version, List<Reference> testSets) {
            return List.of();
        }
    }

    /// Somebody, or an experiment, made a version serve.
    public record Appointment(Reference version, Instant at, String reason) {}

    public Facts {
        versions = List.copyOf(versions);
        gates = List.copyOf(gates);
        datasets = Map.copyOf(datasets);
        evaluations = List.copyOf(evaluations);
        appointments = List.copyOf(appointments);
    }

    Optional<EvaluationRecord> evaluation(Reference model, Reference dataset) {
        return evaluations.stream()
                .filter(e -> e.model().equals(model) && e.dataset().equals(dataset))
                .findFirst();
    }

    Stream<DatasetVersion> dataset(String name) {
        return datasets.getOrDefault(name, List.of()).stream();
    }
}
