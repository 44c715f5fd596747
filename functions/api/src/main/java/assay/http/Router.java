package assay.http;

import assay.http.Problem.BadParameter;
import assay.http.Problem.Missing;
import assay.http.Problem.Unanswerable;
import assay.http.Problem.WrongMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the route that a request asks for, and responds with its answer.
public final class Router {

    private final List<Route> routes;
    private final Responses responses;

    /// @param problems how a problem looks to a person
    public Router(List<Route> routes, ProblemPage problems) {
        this.routes = List.copyOf(routes);
        this.responses = new Responses(problems);
    }

    /// How a problem looks to a person.
    @FunctionalInterface
    public interface ProblemPage {
        String of(Request request, int status, String title, Problem problem);
    }

    /// Every route.
    public List<Route> routes() {
        return routes;
    }

    /// Responds to a request, whatever it asks.
    public Response respond(Request request) {
        try {
            return responses.of(request, answer(request));
        } catch (Unanswerable e) {
            return responses.of(request, new Answer.Refused(e.problem()));
        }
    }

    private Answer answer(Request request) {
        List<String> steps = steps(request);
        List<Route> here = new ArrayList<>();
        for (Route route : routes) {
            Optional<Map<String, String>> places = route.template().match(steps);
            if (places.isPresent()) {
                if (route.answers(request)) {
                    checkNames(request, route);
                    return route.handler().answer(new Call(request, places.get()));
                }
                here.add(route);
            }
        }
        throw (here.isEmpty() ? nothing(request) : wrongMethod(request, here)).thrown();
    }

    private static List<String> steps(Request request) {
        try {
            return Template.steps(request.path());
        } catch (IllegalArgumentException e) {
            throw nothing(request).thrown();
        }
    }

    /// A misspelt filter would otherwise answer with everything.
    private static void checkNames(Request request, Route route) {
        for (String name : request.query().keySet()) {
            if (!route.parameters().contains(name)) {
                throw new BadParameter(
                                name,
                                "'" + name + "' is no parameter of " + route.path() + ".",
                                route.parameters().isEmpty()
                                        ? "It takes none."
                                        : "It takes " + String.join(", ", route.parameters()) + ".")
                        .thrown();
            }
        }
    }

    private static Problem nothing(Request request) {
        return new Missing(
                "There is nothing at " + request.path() + ".", "/openapi.json lists every route.");
    }

    private static Problem wrongMethod(Request request, List<Route> here) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : here) {
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        return new WrongMethod(
                List.copyOf(allowed),
                request.path() + " does not answer to " + request.method() + ".");
    }
}
