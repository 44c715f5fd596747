package assay.handler;

import assay.announcement.CloudEvent;
import assay.announcement.EventBus;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/// A bus of EventBridge: the CloudEvent is the detail, its type the detail's type.
final class EventBridgeBus implements EventBus {

    /// The source by which EventBridge's rules know Assay's events; the CloudEvent has its own.
    private static final String SOURCE = "dev.assay";

    private final EventBridgeClient events;
    private final String bus;

    /// @param bus its name or ARN
    EventBridgeBus(EventBridgeClient events, String bus) {
        this.events = events;
        this.bus = bus;
    }

    @Override
    public void put(CloudEvent event) {
        var entry =
                PutEventsRequestEntry.builder()
                        .eventBusName(bus)
                        .source(SOURCE)
                        .detailType(event.type())
                        .time(event.time())
                        .detail(event.json())
                        .build();
        PutEventsResponse response;
        try {
            response = events.putEvents(request -> request.entries(List.of(entry)));
        } catch (SdkException e) {
            throw new IllegalStateException(told(event) + e.getMessage(), e);
        }
        if (response.failedEntryCount() > 0) {
            var refused = response.entries().getFirst();
            throw new IllegalStateException(
                    told(event) + refused.errorCode() + ", " + refused.errorMessage());
        }
    }

    private String told(CloudEvent event) {
        return "bus " + bus + ", telling of " + event.type() + " " + event.id() + ": ";
    }
}
