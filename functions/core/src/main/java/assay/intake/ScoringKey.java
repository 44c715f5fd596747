package assay.intake;

import assay.ledger.ScoringRequest;
import assay.lineage.Reference;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the key of an object below `predictions/` in the results bucket means.
///
/// @param request the id of the request that it belongs to
/// @param file its name below the request's folder
public record ScoringKey(Reference model, Reference dataset, String request, String file) {

    private static final Pattern KEY =
            Pattern.compile(
                    ScoringRequest.FOLDER
                            + "([a-z0-9][a-z0-9-]{0,62})/([A-Za-z0-9][A-Za-z0-9._-]{0,62})"
                            + "/([a-z0-9][a-z0-9-]{0,62})/([A-Za-z0-9][A-Za-z0-9._-]{0,62})"
                            + "/([0-9a-f]{32})/([^/]+)");

    /// Reads a key; empty where it is none of scoring's.
    public static Optional<ScoringKey> parse(String key) {
        Matcher m = KEY.matcher(key);
        return m.matches()
                ? Optional.of(
                        new ScoringKey(
                                Reference.model(m.group(1), m.group(2)),
                                Reference.dataset(m.group(3), m.group(4)),
                                m.group(5),
                                m.group(6)))
                : Optional.empty();
    }

    /// The prefix of everything that is written for the request.
    public String folder() {
        return ScoringRequest.unit(model, dataset) + request + "/";
    }
}
