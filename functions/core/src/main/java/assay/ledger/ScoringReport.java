package assay.ledger;

import assay.manifest.Fault;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/// What scoring says of a request, as an object below the request's folder.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScoringReport.Scored.class, name = "scored"),
    @JsonSubTypes.Type(value = ScoringReport.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ScoringReport.Underway.class, name = "underway")
})
public sealed interface ScoringReport {

    /// When it was said.
    Instant at();

    /// Every row has its prediction.
    ///
    /// @param files the predictions, in order
    /// @param rows in all files together
    /// @param program that ran it
    record Scored(Instant at, List<Source> files, long rows, String program)
            implements ScoringReport {
        public Scored {
            files = List.copyOf(files);
        }
    }

    /// The model cannot be run on the dataset.
    ///
    /// @param faults why, each of them with its place
    record Refused(Instant at, List<Fault> faults) implements ScoringReport {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /// Some rows have their prediction.
    record Underway(Instant at, long done, long rows) implements ScoringReport {}
}
