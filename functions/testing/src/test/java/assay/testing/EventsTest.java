package assay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsTest {
    private static final Path EVENTS = Path.of("../../events");
    private static final JsonMapper JSON = new JsonMapper();

    static List<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @Event(value = "events/dataset-uploaded.json", type = SQSEvent.class)
    void aTestAsksForAnEventByItsName(SQSEvent event) {
        assertThat(event.getRecords()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("events")
    void lambdaLosesNothingOfAnEvent(Path file) throws IOException {
        byte[] written = Files.readAllBytes(file);
        JsonNode read = JSON.readTree(readAndWritten(written, typeOf(file)));
        assertThat(lost(JSON.readTree(written), read, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset-uploaded",
                "data-file-uploaded",
                "model-uploaded",
                "predictions-uploaded",
                "gate-uploaded",
                "system-uploaded",
                "duplicate"
            })
    void anUploadIsThatOfTheSampleFile(String name) throws Exception {
        for (JsonNode message : JSON.readTree(EVENTS.resolve(name + ".json")).get("Records")) {
            JsonNode object = JSON.readTree(message.get("body").stringValue()).at("/detail/object");
            Path uploaded = EVENTS.resolve("uploads").resolve(object.get("key").stringValue());
            assertThat(uploaded).exists();
            assertThat(object.get("size").longValue()).isEqualTo(Files.size(uploaded));
            assertThat(object.get("etag").stringValue())
                    .as("etag; after events/make_uploads.py the events want it again")
                    .isEqualTo(md5(Files.readAllBytes(uploaded)));
        }
    }

    @Test
    void aScheduleIsReadAsAMapForItsDetailIsAString() throws IOException {
        byte[] schedule = Files.readAllBytes(EVENTS.resolve("schedule.json"));
        assertThatThrownBy(() -> readAndWritten(schedule, ScheduledEvent.class))
                .hasMessageContaining("LinkedHashMap");
    }

    private static Class<?> typeOf(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith("api-")) {
            return APIGatewayProxyRequestEvent.class;
        }
        if (name.equals("schedule.json")) {
            return Map.class;
        }
        boolean stream = JSON.readTree(file.toFile()).at("/Records/0").has("dynamodb");
        return stream ? DynamodbEvent.class : SQSEvent.class;
    }

    private static <T> byte[] readAndWritten(byte[] json, Class<T> type) {
        PojoSerializer<T> serializer =
                LambdaEventSerializers.serializerFor(type, EventsTest.class.getClassLoader());
        var out = new ByteArrayOutputStream();
        serializer.toJson(serializer.fromJson(new ByteArrayInputStream(json)), out);
        return out.toByteArray();
    }

    /// JSON pointers of what was written and not read; a null needs no reading.
    private static List<String> lost(JsonNode written, JsonNode read, String at) {
        if (written.isNull()) {
            return List.of();
        }
        if (written.isObject()) {
            return written.propertyStream()
                    .flatMap(field ->
                            lost(
                                    field.getValue(),
                                    read.path(field.getKey()),
                                    at + "/" + field.getKey())
                                    .stream())
                    .toList();
        }
        if (written.isArray() && written.size() == read.size()) {
            return Stream.iterate(0, index -> index < written.size(), index -> index + 1)
                    .flatMap(index ->
                            lost(written.get(index), read.get(index), at + "/" + index).stream())
                    .toList();
        }
        boolean kept =
                written.isNumber() && read.isNumber()
                        ? written.decimalValue().compareTo(read.decimalValue()) == 0
                        : written.equals(read);
        return kept ? List.of() : List.of(at);
    }

    private static String md5(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    }
}
