package assay.announcement;

import assay.aws.LedgerChange;
import assay.ledger.Ledger;
import assay.ledger.News;
import assay.ledger.News.ChampionMoved;
import assay.ledger.News.UploadRefused;
import assay.ledger.News.VerdictGiven;
import java.util.Map;
import java.util.TreeMap;

/// Tells of a change of the ledger, if others want to hear of it.
///
/// The stream says that something changed; what it is now is read from the ledger, since the
/// stream's copy may not hold the document. Verdicts and changes of champion never change; an
/// upload that was mended meanwhile is not told of.
public final class Announcing {

    private final Ledger ledger;
    private final EventBus bus;
    private final String api;

    /// @param api where the API answers, as a URL without a slash at its end
    public Announcing(Ledger ledger, EventBus bus, String api) {
        this.ledger = ledger;
        this.bus = bus;
        this.api = api;
    }

    /// Puts the event of a change on the bus.
    public void announce(LedgerChange change) {
        ledger.get(change.key()).flatMap(News::of).ifPresent(news -> bus.put(event(news, change)));
    }

    private CloudEvent event(News news, LedgerChange change) {
        Map<String, String> extensions = new TreeMap<>();
        extensions.put("partitionkey", news.group());
        extensions.put("sequence", change.sequence());
        return switch (news) {
            case VerdictGiven verdict -> {
                extensions.put("outcome", verdict.outcome());
                extensions.put("dataref", api + "/v1/verdicts/" + verdict.id());
                yield event(news, change, "verdict", extensions);
            }
            case ChampionMoved moved -> {
                extensions.put(
                        "dataref", api + "/v1/models/" + moved.version().name() + "/champion");
                yield event(news, change, "champion", extensions);
            }
            case UploadRefused refused -> {
                extensions.put("outcome", refused.state());
                yield event(news, change, "upload", extensions);
            }
        };
    }

    private CloudEvent event(
            News news, LedgerChange change, String type, Map<String, String> extensions) {
        return new CloudEvent(
                news.id(),
                change.table(),
                "dev.assay." + type + ".v1",
                news.subject(),
                news.at(),
                api + "/schemas/" + type + ".json",
                extensions,
                news.document());
    }
}
