package assay.aws;

import assay.json.Json;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

/// That a model be looked at, as the body of a message.
///
/// @param model its name
/// @param cause what made it worth looking
public record WorkRequest(String model, String cause) {

    /// @throws IllegalArgumentException if the body is no such request; it says how
    public static WorkRequest in(SQSMessage message) {
        return read(message.getBody());
    }

    static WorkRequest read(String body) {
        Body request = Body.of("a request to look at a model", body);
        return new WorkRequest(request.text("/model"), request.text("/cause"));
    }

    String json() {
        return Json.write(Json.object().put("model", model).put("cause", cause));
    }
}
