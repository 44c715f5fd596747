package assay.api;

import assay.gate.Verdict.Outcome;
import assay.lineage.Reference;
import assay.succession.Line;
import assay.succession.Line.Appointed;
import assay.succession.Line.Entry;
import assay.succession.Line.Judged;
import assay.succession.Line.Revoked;
import assay.succession.Line.Waiting;
import java.util.Optional;

/// How things stand with a model version.
///
/// @param word such as `promoted`
/// @param reason one sentence
record VersionState(String word, String reason) {

    /// @param summary of the verdict that the line names, or of none
    static VersionState of(Line line, Reference version, Optional<String> summary) {
        Optional<Entry> latest = line.latest(version);
        if (latest.isEmpty()) {
            return new VersionState("waiting", "It is registered, and has not been looked at yet.");
        }
        return switch (latest.get()) {
            case Waiting(Reference of, String reason) -> new VersionState("waiting", reason);
            case Appointed appointed -> new VersionState("promoted", appointed.reason());
            case Revoked revoked -> new VersionState("invalid", summary.orElse(""));
            case Judged judged ->
                    new VersionState(
                            judged.promoted() ? "promoted" : word(judged.outcome()),
                            summary.orElse(""));
        };
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PROMOTE -> "candidate";
            case REJECT -> "rejected";
            case NEED_DATA -> "needs-data";
            case INVALID -> "invalid";
        };
    }
}
