package assay.http;

import java.util.List;

/// What answers at a path.
///
/// @param method `GET` answers `HEAD` as well
/// @param template of the path, as OpenAPI writes it
/// @param parameters the names that the query may have
/// @param handler makes the answer
public record Route(String method, Template template, List<String> parameters, Handler handler) {

    /// Makes an answer.
    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call);
    }

    public Route {
        parameters = List.copyOf(parameters);
    }

    /// Answers `GET` and `HEAD`.
    public static Route get(String template, Handler handler, String... parameters) {
        return new Route("GET", Template.of(template), List.of(parameters), handler);
    }

    /// Answers `POST`.
    public static Route post(String template, Handler handler) {
        return new Route("POST", Template.of(template), List.of(), handler);
    }

    /// Answers `PUT`.
    public static Route put(String template, Handler handler) {
        return new Route("PUT", Template.of(template), List.of(), handler);
    }

    /// The path, as OpenAPI writes it.
    public String path() {
        return template.text();
    }

    boolean answers(Request request) {
        return method.equals(request.isHead() ? "GET" : request.method());
    }
}
