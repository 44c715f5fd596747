package assay.succession;

import assay.gate.Verdict.Outcome;
import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.lineage.Grounds;
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
/// @param scorings which predictions Assay can make itself
/// @param settling how long what is uploaded together may take to arrive
public record Facts(
        List<ModelVersion> versions,
        List<GateRevision> gates,
        Map<String, List<DatasetVersion>> datasets,
        List<EvaluationRecord> evaluations,
        List<Appointment> appointments,
        Verdicts verdicts,
        Permissions permissions,
        Scorings scorings,
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

        /// What that answer rests on.
        default Grounds grounds(ModelVersion version, List<Reference> testSets, Instant at) {
            return Grounds.none(at);
        }

        /// The permissions that have ended by now, earliest first.
        default List<Lapse> lapses(Reference version, List<Reference> testSets) {
            return List.of();
        }
    }

    /// Which predictions Assay can make itself, by running a version on a dataset.
    public interface Scorings {
        /// How that stands, of predictions that have not been evaluated.
        Scoring of(ModelVersion version, Reference dataset);
    }

    /// How it stands with predictions that are not there.
    public sealed interface Scoring {
        /// They are to be uploaded, or have been and are not in order yet.
        record ToBeUploaded() implements Scoring {}

        /// They are to be made, or are being made.
        ///
        /// @param progress a clause; empty where there is nothing to tell yet
        record ToBeMade(String progress) implements Scoring {}

        /// They cannot be made.
        ///
        /// @param because what was said of it
        record Impossible(String because) implements Scoring {}
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
