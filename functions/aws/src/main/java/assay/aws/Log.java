package assay.aws;

import assay.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;

/// What an operator is to read: one line of JSON each, which is how Lambda's log takes fields.
final class Log {
    private Log() {}

    static void failure(String what, Throwable cause) {
        var trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        System.out.println(
                Json.write(
                        Json.object()
                                .put("level", "ERROR")
                                .put("message", what + ": " + cause.getMessage())
                                .put("error", cause.getClass().getName())
                                .put("trace", trace.toString())));
    }
}
