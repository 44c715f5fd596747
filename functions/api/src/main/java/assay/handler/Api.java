package assay.handler;

import assay.api.Routes;
import assay.aws.Wiring;
import assay.http.Request;
import assay.http.Response;
import assay.http.Router;
import assay.ledger.Ledger;
import assay.ledger.Seal;
import assay.ledger.Work;
import assay.pages.OfficePages;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.InstantSource;

/// Answers every route of the API, behind API Gateway.
public final class Api
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private final Router router;

    /// As Lambda starts it.
    public Api() {
        this(Wiring.from(System.getenv()));
    }

    private Api(Wiring wiring) {
        this(wiring.ledger(), wiring.seal(), wiring.work(), InstantSource.system());
    }

    Api(Ledger ledger, Seal seal, Work work, InstantSource clock) {
        this.router = new Router(Routes.of(ledger, seal, work, clock), OfficePages::problem);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(
            APIGatewayProxyRequestEvent event, Context context) {
        Request request = Gateway.request(event);
        Response response = router.respond(request);
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(response.status())
                .withHeaders(response.headers())
                .withBody(response.body());
    }
}
