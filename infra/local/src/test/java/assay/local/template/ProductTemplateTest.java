package assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What holds for every resource of infra/template.yaml.
class ProductTemplateTest {
    private static final Path FILE = Path.of("..", "template.yaml");
    private static final JsonNode TREE = Yaml.read(FILE);
    private static final Template TEMPLATE =
            Template.read(
                    FILE,
                    new Naming("eu-west-1", "000000000000", URI.create("http://127.0.0.1:9324")));

    static Stream<Resource.Function> functions() {
        return TEMPLATE.all(Resource.Function.class).stream();
    }

    @Test
    void everythingInItIsRunHere() {
        assertThat(TEMPLATE.notRun()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyHandlerIsAClassOfItsDeployable(Resource.Function function) throws IOException {
        var module = function.code().resolve("../..").normalize();
        var type = function.handler().replace('.', '/');
        if (Files.exists(function.code())) {
            try (var jar = new JarFile(function.code().toFile())) {
                assertThat(jar.getEntry(type + ".class")).isNotNull();
            }
        } else if (Files.exists(module.resolve("pom.xml"))) {
            assertThat(module.resolve("src/main/java/" + type + ".java")).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionLogsIntoAGroupWithRetention(Resource.Function function) {
        var group =
                TREE.at("/Resources/" + function.id() + "/Properties/LoggingConfig/LogGroup/Ref")
                        .asString("");

        assertThat(TREE.at("/Resources/" + group + "/Type").asString(""))
                .isEqualTo("AWS::Logs::LogGroup");
        assertThat(TREE.at("/Resources/" + group + "/Properties").has("RetentionInDays")).isTrue();
    }

    @Test
    void everyFedQueueHasDeadLettersAndAnAlarmOnThem() {
        var alarmed = alarmed();
        functions()
                .flatMap(function -> function.sources().stream())
                .filter(Resource.Source.FromQueue.class::isInstance)
                .map(Resource.Source.FromQueue.class::cast)
                .forEach(source -> assertThat(alarmed).contains(deadLetters(source.queue())));
    }

    @Test
    void everyStreamIsReadWithAnEndAndWithDeadLettersThatHaveAnAlarm() {
        var alarmed = alarmed();
        TREE.path("Resources")
                .valueStream()
                .flatMap(resource -> resource.at("/Properties/Events").valueStream())
                .filter(event -> event.path("Type").asString("").equals("DynamoDB"))
                .map(event -> event.path("Properties"))
                .forEach(stream -> {
                    assertThat(alarmed)
                            .contains(
                                    stream.at(
                                                    "/DestinationConfig/OnFailure/Destination/Fn::GetAtt/0")
                                            .asString(""));
                    assertThat(stream.path("MaximumRetryAttempts").asInt(-1)).isPositive();
                    assertThat(stream.path("MaximumRecordAgeInSeconds").asInt(-1)).isPositive();
                    assertThat(stream.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
                });
    }

    private static java.util.List<String> alarmed() {
        return TREE.path("Resources")
                .valueStream()
                .filter(r -> r.path("Type").asString("").equals("AWS::CloudWatch::Alarm"))
                .map(r -> r.at("/Properties/Dimensions/0/Value/Fn::GetAtt/0").asString(""))
                .toList();
    }

    private static String deadLetters(String queue) {
        var id = queue.replace(".fifo", "");
        return TREE.at(
                        "/Resources/"
                                + id
                                + "/Properties/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0")
                .asString("none of " + id);
    }

    @Test
    void aMessageStaysHiddenSixTimesAsLongAsItsFunctionMayTake() {
        var queues =
                TEMPLATE.all(Resource.Queue.class).stream()
                        .collect(Collectors.toMap(Resource.Queue::name, queue -> queue));
        functions()
                .forEach(function ->
                        function.sources().stream()
                                .filter(Resource.Source.FromQueue.class::isInstance)
                                .map(Resource.Source.FromQueue.class::cast)
                                .forEach(source -> assertHidden(function, source, queues)));
    }

    private static void assertHidden(
            Resource.Function function,
            Resource.Source.FromQueue source,
            Map<String, Resource.Queue> queues) {
        var queue = queues.get(source.queue());
        assertThat(queue).isNotNull();
        if (queue != null) {
            assertThat(queue.properties().path("VisibilityTimeout").asLong())
                    .isGreaterThanOrEqualTo(6 * function.timeout().toSeconds());
        }
    }

    /// Those that `assay.tables.Limits` asks for.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BYTES",
                "ROWS",
                "COLUMNS",
                "FIELD_BYTES",
                "RECORD_BYTES",
                "NESTING",
                "EXPANSION"
            })
    void everyLimitOnUploadsIsAParameterThatEveryFunctionGets(String what) {
        var variable = "ASSAY_MAX_" + what;
        var parameter =
                TREE.at("/Globals/Function/Environment/Variables/" + variable + "/Ref")
                        .asString("none for " + variable);

        assertThat(TREE.at("/Parameters/" + parameter + "/Type").asString("")).isEqualTo("Number");
        assertThat(functions())
                .allSatisfy(function ->
                        assertThat(function.environment())
                                .containsEntry(
                                        variable,
                                        TREE.at("/Parameters/" + parameter + "/Default")
                                                .asString()));
    }

    @Test
    void everyParameterHasItsDefaultAmongItsAllowedValues() {
        TREE.path("Parameters")
                .valueStream()
                .forEach(parameter ->
                        assertThat(parameter.path("AllowedValues").valueStream())
                                .contains(parameter.path("Default")));
    }
}
