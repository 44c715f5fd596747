package assay.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

/// Records that its time came.
public final class Ticker implements RequestHandler<ScheduledEvent, String> {
    public Ticker() {
        Seen.open();
    }

    @Override
    public String handleRequest(ScheduledEvent event, Context context) {
        Seen.put(context.getFunctionName(), event.getId(), event.getDetailType());
        return "ticked";
    }
}
