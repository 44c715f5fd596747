package assay.handler;

import assay.announcement.Announcing;
import assay.aws.LedgerChange;
import assay.aws.Wiring;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/// The ledger changed: whoever listens on the event bus hears of it.
public final class Announcement implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final Announcing announcing;

    /// As Lambda starts it.
    public Announcement() {
        this(from(Wiring.from(System.getenv())));
    }

    Announcement(Announcing announcing) {
        this.announcing = announcing;
    }

    private static Announcing from(Wiring wiring) {
        return new Announcing(
                wiring.ledger(),
                new EventBridgeBus(
                        wiring.client(EventBridgeClient.builder(), "EVENTBRIDGE").build(),
                        wiring.eventBus()),
                wiring.apiUrl());
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return LedgerChange.each(event, announcing::announce);
    }
}
