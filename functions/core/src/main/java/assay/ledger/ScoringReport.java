package assay.ledger;

import assay.json.OneOf;
import assay.manifest.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What scoring says of a request, as an object below the request's folder.
public sealed interface ScoringReport extends OneOf {

    /// In which JSON says which.
    String FIELD = "state";

    /// When it was said.
    Instant at();

    /// Every row has its prediction.
    ///
    /// @param files the predictions, in order
    /// @param rows in all files together
    /// @param program that ran it
    /// @param importance what it predicts of some rows when features are shuffled; `null` where
    ///   time was short
    /// @param latency how long batches and single rows took; `null` in reports of earlier programs
    record Scored(
            Instant at,
            List<Source> files,
            long rows,
            String program,
            @Nullable Source importance,
            @Nullable Latency latency)
            implements ScoringReport {
        public Scored {
            files = List.copyOf(files);
        }
    }

    /// How long it took, on the processor that ran it, inputs and outputs included.
    ///
    /// @param rowsInBatch that went in at once
    /// @param batches the time of a batch
    /// @param calls the time of a call with one row, of a sample of rows
    record Latency(int rowsInBatch, Times batches, Times calls) {}

    /// Times in milliseconds.
    ///
    /// @param measured how many
    /// @param quantiles by percentage, each with its interval at 95 %
    record Times(int measured, List<Quantile> quantiles) {
        public Times {
            quantiles = quantiles == null ? List.of() : List.copyOf(quantiles);
        }
    }

    /// A quantile of times.
    ///
    /// @param percentage `0 < percentage < 100`
    /// @param interval its ends; empty where too few were measured
    record Quantile(double percentage, double millis, List<Double> interval) {
        public Quantile {
            interval = interval == null ? List.of() : List.copyOf(interval);
        }
    }

    /// The model cannot be run on the dataset.
    ///
    /// @param pointer into the model's manifest, of what is at fault; empty where that is the
    ///   artefact
    /// @param reason why, in words for whoever uploaded it
    record Refused(Instant at, String pointer, String reason) implements ScoringReport {
        public Refused {
            pointer = pointer == null ? "" : pointer;
            reason = reason == null ? "" : reason;
        }

        /// The same as a fault of the upload.
        ///
        /// @param artefact its path below the manifest
        public Fault fault(String artefact) {
            return pointer.isEmpty()
                    ? new Fault.OfFile(artefact, reason)
                    : new Fault.AtPointer(pointer, reason);
        }
    }

    /// Some rows have their prediction.
    record Underway(Instant at, long done, long rows) implements ScoringReport {}
}
