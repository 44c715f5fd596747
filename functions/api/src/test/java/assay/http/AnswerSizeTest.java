package assay.http;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Lambda drops what is larger than 6 MB, and says nothing of it to whoever asked.
class AnswerSizeTest {
    private static final Form QUOTES = new Form(Form.JSON, () -> "\"".repeat(3_000_001));
    private static final Form LETTERS = new Form(Form.HTML, () -> "a".repeat(6_000_000));

    private final Router router =
            new Router(
                    List.of(
                            Route.get("/list", call -> Answer.Found.in(QUOTES), "limit"),
                            Route.get(
                                    "/more",
                                    call -> Answer.Found.in(QUOTES).goingOn(Optional.of("/2"))),
                            Route.get("/one", call -> Answer.Found.in(QUOTES, LETTERS))),
                    (request, status, title, problem) -> problem.detail());

    @Test
    void aListThatIsTooLargeIsToBeAskedForInParts() {
        for (Request request :
                List.of(
                        get("/list", Map.of("limit", List.of("1000")), Form.JSON),
                        get("/more", Map.of(), Form.JSON))) {
            Response response = router.respond(request);
            JsonNode problem = Json.tree(response.body());

            assertThat(response.status()).isEqualTo(400);
            assertThat(problem.path("parameter").asString()).isEqualTo("limit");
            assertThat(problem.path("detail").asString()).contains("6.0 MB");
            assertThat(problem.path("remedy").asString()).contains("smaller limit");
        }
    }

    @Test
    void whatIsTooLargeInOneFormMayBeHadInAnother() {
        assertThat(router.respond(get("/one", Map.of(), Form.JSON)).status()).isEqualTo(406);

        Response page = router.respond(get("/one", Map.of(), Form.HTML));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).hasSize(6_000_000);
    }

    private static Request get(String path, Map<String, List<String>> query, String accepted) {
        return new Request("GET", path, "", query, Map.of("Accept", accepted), "");
    }
}
