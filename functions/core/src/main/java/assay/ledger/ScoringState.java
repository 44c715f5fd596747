package assay.ledger;

import assay.lineage.Reference;
import java.time.Instant;
import java.util.Locale;

/// How a request to run a model on a dataset stands, until its predictions are on record.
///
/// @param request its id
/// @param done rows that have their prediction
/// @param rows in all; 0 where that is not known yet
/// @param refused why the model cannot be run on the dataset; empty where that is not so
/// @param at when this was said
public record ScoringState(
        Reference model,
        Reference dataset,
        String request,
        long done,
        long rows,
        String refused,
        Instant at) {

    public ScoringState {
        refused = refused == null ? "" : refused;
    }

    /// How far it is, such as `40,000 of 100,000 rows`; empty before it begins.
    public String progress() {
        return rows == 0 ? "" : String.format(Locale.ROOT, "%,d of %,d rows", done, rows);
    }

    /// Whether this is said in place of what was said before: a further request is; of one and the
    /// same, a refusal, or that more rows are done.
    boolean follows(ScoringState before) {
        if (!request.equals(before.request)) {
            return true;
        }
        return before.refused.isEmpty() && (!refused.isEmpty() || done > before.done);
    }
}
