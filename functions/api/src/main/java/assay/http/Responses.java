package assay.http;

import assay.http.Problem.BadBody;
import assay.http.Problem.BadParameter;
import assay.http.Problem.ConditionFailed;
import assay.http.Problem.ConditionMissing;
import assay.http.Problem.Conflict;
import assay.http.Problem.Missing;
import assay.http.Problem.NotAcceptable;
import assay.http.Problem.UnsupportedBody;
import assay.http.Problem.WrongMethod;
import assay.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Answers as HTTP has them: status, headers, and the form that the client likes best.
final class Responses {

    /// How problems go to programs, after RFC 9457.
    static final String PROBLEM = "application/problem+json";

    /// The parameter of lists that says how many.
    private static final String LIMIT = "limit";

    private record Kind(int status, String name, String title) {}

    /// Pages hold no script, and take nothing from elsewhere.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// What Lambda passes on of one answer, 6 MB, less some room for headers.
    private static final int MOST_BYTES = 6_000_000;

    /// What a control character takes in JSON.
    private static final int MOST_BYTES_A_CHAR = 6;

    private final Router.ProblemPage page;

    Responses(Router.ProblemPage page) {
        this.page = page;
    }

    Response of(Request request, Answer answer) {
        return switch (answer) {
            case Answer.Found found -> found(request, found);
            case Answer.Refused(Problem problem) -> refused(request, problem);
        };
    }

    private Response found(Request request, Answer.Found found) {
        Optional<Form> best = Accept.of(request.header("accept")).best(found.forms());
        if (best.isEmpty()) {
            return refused(
                    request,
                    new NotAcceptable(
                            found.forms().stream().map(Form::mediaType).toList(),
                            "This cannot be had as " + request.header("accept").orElse("") + "."));
        }
        Form form = best.get();
        String body = form.text().get();
        long bytes = passedOn(body);
        if (bytes > MOST_BYTES) {
            return refused(request, tooLarge(request, found, bytes));
        }
        boolean usual = form.equals(found.forms().getFirst());
        String tag = found.revision().filter(r -> usual).map(Tags::quoted).orElse(Tags.of(body));
        Map<String, String> headers = headers(form);
        headers.put("ETag", tag);
        headers.put("Cache-Control", "no-cache");
        found.next().ifPresent(next -> headers.put("Link", "<%s>; rel=\"next\"".formatted(next)));
        boolean reads = request.method().equals("GET") || request.isHead();
        boolean seen =
                reads
                        && request.header("if-none-match")
                                .map(h -> Tags.matchesWeakly(h, tag))
                                .orElse(false);
        return new Response(seen ? 304 : 200, headers, seen || request.isHead() ? "" : body);
    }

    /// The bytes that a text takes within JSON, as Lambda passes it on; no more than they can be
    /// where it is short, as nearly all are.
    private static long passedOn(String text) {
        long most = (long) MOST_BYTES_A_CHAR * text.length();
        if (most <= MOST_BYTES) {
            return most;
        }
        return text.chars()
                .mapToLong(c ->
                        switch (c) {
                            case '"', '\\', '\n', '\r', '\t' -> 2;
                            default ->
                                    c < ' ' ? MOST_BYTES_A_CHAR : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
                        })
                .sum();
    }

    /// A list can be asked for in smaller parts; else another form may be smaller.
    private static Problem tooLarge(Request request, Answer.Found found, long bytes) {
        String detail =
                String.format(
                        Locale.ROOT,
                        "This comes to %.1f MB, and no more than %.1f MB can be answered at once.",
                        bytes / 1e6,
                        MOST_BYTES / 1e6);
        return request.query().containsKey(LIMIT) || found.next().isPresent()
                ? new BadParameter(
                        LIMIT, detail, "Ask for fewer with a smaller limit, then for the next.")
                : new NotAcceptable(found.forms().stream().map(Form::mediaType).toList(), detail);
    }

    private Response refused(Request request, Problem problem) {
        Kind kind = kind(problem);
        Form form = form(request, problem, kind);
        Map<String, String> headers = headers(form);
        headers.put("Cache-Control", "no-store");
        if (problem instanceof WrongMethod wrong) {
            headers.put("Allow", String.join(", ", wrong.allowed()));
        }
        if (problem instanceof ConditionFailed failed) {
            headers.put("ETag", failed.tag());
        }
        return new Response(kind.status(), headers, request.isHead() ? "" : form.text().get());
    }

    /// A person who prefers pages gets one; everybody else the problem as JSON.
    private Form form(Request request, Problem problem, Kind kind) {
        Form json = new Form(PROBLEM, () -> Json.write(json(problem, kind, request)));
        Form html =
                new Form(Form.HTML, () -> page.of(request, kind.status(), kind.title(), problem));
        return Accept.of(request.header("accept")).best(List.of(json, html)).orElse(json);
    }

    private static Map<String, String> headers(Form form) {
        Map<String, String> headers = new LinkedHashMap<>();
        String type = form.contentType();
        headers.put("Content-Type", form.mediaType().equals(PROBLEM) ? PROBLEM : type);
        headers.put("Vary", "Accept");
        headers.put("X-Content-Type-Options", "nosniff");
        if (form.mediaType().equals(Form.HTML)) {
            headers.put("Content-Security-Policy", POLICY);
            headers.put("Referrer-Policy", "no-referrer");
        }
        return headers;
    }

    private static Kind kind(Problem problem) {
        return switch (problem) {
            case BadParameter p -> new Kind(400, "bad-parameter", "A parameter is out of range");
            case BadBody p -> new Kind(400, "bad-body", "The body is not in order");
            case Missing p -> new Kind(404, "missing", "Not found");
            case WrongMethod p -> new Kind(405, "wrong-method", "Method not allowed");
            case NotAcceptable p -> new Kind(406, "not-acceptable", "Not to be had in this form");
            case Conflict p -> new Kind(409, "conflict", "Against what is on record");
            case ConditionFailed p -> new Kind(412, "condition-failed", "It has changed meanwhile");
            case UnsupportedBody p -> new Kind(415, "unsupported-body", "Unsupported body");
            case ConditionMissing p ->
                    new Kind(428, "condition-missing", "A condition is required");
        };
    }

    private static ObjectNode json(Problem problem, Kind kind, Request request) {
        ObjectNode json = Json.object();
        json.put("type", "urn:assay:problem:" + kind.name());
        json.put("title", kind.title());
        json.put("status", kind.status());
        json.put("detail", problem.detail());
        json.put("remedy", problem.remedy());
        json.put("instance", request.path());
        switch (problem) {
            case BadParameter p -> json.put("parameter", p.name());
            case BadBody p -> json.put("pointer", p.pointer());
            case Missing p -> {}
            case WrongMethod p -> {}
            case NotAcceptable p -> {}
            case Conflict p -> {}
            case ConditionFailed p -> {}
            case UnsupportedBody p -> {}
            case ConditionMissing p -> {}
        }
        return json;
    }
}
