package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.announcement.Announcing;
import assay.announcement.CloudEvent;
import assay.announcement.EventBus;
import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Write;
import assay.manifest.Manifests;
import assay.testing.InMemoryLedger;
import assay.testing.NoContext;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import tools.jackson.databind.JsonNode;

class AnnouncementTest {

    private static final String API = "https://api.example.com/prod";
    private static final Schema CLOUD_EVENTS = schema();

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final List<CloudEvent> told = new ArrayList<>();
    private int failures;
    private final EventBus bus =
            event -> {
                if (failures > 0) {
                    failures--;
                    throw new IllegalStateException("the bus is full");
                }
                told.add(event);
            };
    private final Announcement announcement = new Announcement(new Announcing(ledger, bus, API));

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Files.readString(Path.of("src/test/resources/cloudevents.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// What the stream tells of is on record.
    private void record(DynamodbEvent event) {
        event.getRecords().stream()
                .filter(r -> !r.getEventName().equals("REMOVE"))
                .forEach(r -> {
                    var image = r.getDynamodb().getNewImage();
                    var key = new Key(text(image, "pk"), text(image, "sk"));
                    ledger.write(
                            List.of(
                                    new Write.Put(
                                            new Item(key, null, 1, text(image, "document")))));
                });
    }

    private static String text(
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
                    image,
            String name) {
        return java.util.Objects.requireNonNull(image.get(name)).getS();
    }

    private List<String> handle(DynamodbEvent event) {
        return announcement.handleRequest(event, NoContext.INSTANCE).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static JsonNode json(CloudEvent event) {
        JsonNode json = Json.tree(event.json());
        assertThat(CLOUD_EVENTS.validate(json)).isEmpty();
        if (json.has("data")) {
            String type = json.path("type").asString().split("\\.", -1)[2];
            assertThat(json.path("dataschema").asString())
                    .isEqualTo(API + "/schemas/" + type + ".json");
            assertThat(Manifests.faults(type, json.path("data"))).isEmpty();
        }
        return json;
    }

    @ParameterizedTest
    @Event(value = "events/verdict-recorded.json", type = DynamodbEvent.class)
    void aVerdictIsACloudEvent(DynamodbEvent event) {
        record(event);

        assertThat(handle(event)).isEmpty();

        JsonNode json = json(told.getFirst());
        assertThat(told).hasSize(1);
        assertThat(json.path("specversion").asString()).isEqualTo("1.0");
        assertThat(json.path("type").asString()).isEqualTo("dev.assay.verdict.v1");
        assertThat(json.path("id").asString()).isEqualTo("3f2a9d1c5b7e46088a1f0c2d4e6b8a90");
        assertThat(json.path("source").asString())
                .isEqualTo(
                        "arn:aws:dynamodb:eu-central-1:000000000000:table/assay-Ledger-1H8Q2J3K4L5M6");
        assertThat(json.path("subject").asString()).isEqualTo("model:credit@v3");
        assertThat(json.path("time").asString()).isEqualTo("2026-11-24T09:20:31Z");
        assertThat(json.path("dataschema").asString()).isEqualTo(API + "/schemas/verdict.json");
        assertThat(json.path("dataref").asString())
                .isEqualTo(API + "/v1/verdicts/3f2a9d1c5b7e46088a1f0c2d4e6b8a90");
        assertThat(json.path("partitionkey").asString()).isEqualTo("model:credit");
        assertThat(json.path("outcome").asString()).isEqualTo("REJECT");
        assertThat(json.at("/data/against").asString()).isEqualTo("model:credit@v2");
    }

    @ParameterizedTest
    @Event(value = "events/verdict-told-twice.json", type = DynamodbEvent.class)
    void aVerdictToldTwiceHasOneIdAndTheLineIsNobodysNews(DynamodbEvent event) {
        record(event);

        handle(event);
        handle(event);

        assertThat(told).hasSize(4);
        assertThat(told).extracting(CloudEvent::json).containsOnly(told.getFirst().json());
    }

    @ParameterizedTest
    @Event(value = "events/champion-moved.json", type = DynamodbEvent.class)
    void aChampionIsToldOfWithTheNumberOfItsChange(DynamodbEvent event) {
        record(event);

        handle(event);

        JsonNode json = json(told.getFirst());
        assertThat(json.path("type").asString()).isEqualTo("dev.assay.champion.v1");
        assertThat(json.path("id").asString()).isEqualTo("model:credit#2");
        assertThat(json.path("subject").asString()).isEqualTo("model:credit@v2");
        assertThat(json.path("partitionkey").asString()).isEqualTo("model:credit");
    }

    @ParameterizedTest
    @Event(value = "events/upload-refused.json", type = DynamodbEvent.class)
    void aRefusedUploadIsToldOfUnlessItWasMendedMeanwhile(DynamodbEvent event) {
        assertThat(handle(event)).isEmpty();
        assertThat(told).isEmpty();

        record(event);
        handle(event);

        JsonNode json = json(told.getFirst());
        assertThat(told).hasSize(1);
        assertThat(json.path("type").asString()).isEqualTo("dev.assay.upload.v1");
        assertThat(json.path("subject").asString()).isEqualTo("datasets/bad/1/dataset.json");
        assertThat(json.path("outcome").asString()).isEqualTo("refused");
        assertThat(json.at("/data/faults/0/pointer").asString()).isEqualTo("/colour");
    }

    @ParameterizedTest
    @Event(value = "events/verdict-recorded.json", type = DynamodbEvent.class)
    void whatFailsStopsTheBatchSoThatNothingOvertakes(DynamodbEvent template) {
        DynamodbEvent batch = new DynamodbEvent();
        batch.setRecords(IntStream.rangeClosed(1, 3).mapToObj(i -> verdict(template, i)).toList());
        record(batch);
        handle(eventOf(batch.getRecords().getFirst()));
        failures = 1;

        List<String> failed = handle(rest(batch, 1));

        assertThat(failed).containsExactly("102");
        assertThat(ids()).containsExactly("v1");
        // As Lambda does: again from the one that failed.
        assertThat(handle(rest(batch, 1))).isEmpty();
        assertThat(ids()).containsExactly("v1", "v2", "v3");
        assertThat(told)
                .extracting(e -> java.util.Objects.requireNonNull(e.extensions().get("sequence")))
                .isSorted()
                .allMatch(s -> s.length() == 40);
    }

    private List<String> ids() {
        return told.stream().map(CloudEvent::id).toList();
    }

    private static DynamodbEvent eventOf(DynamodbStreamRecord... records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return event;
    }

    private static DynamodbEvent rest(DynamodbEvent batch, int from) {
        return eventOf(
                batch.getRecords()
                        .subList(from, batch.getRecords().size())
                        .toArray(DynamodbStreamRecord[]::new));
    }

    private static DynamodbStreamRecord verdict(DynamodbEvent template, int number) {
        var change = template.getRecords().getFirst();
        var body = new com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord();
        var image = new TreeMap<>(change.getDynamodb().getNewImage());
        image.put("sk", attribute("VERDICT#v3#v" + number));
        image.put(
                "document",
                attribute(
                        text(image, "document")
                                .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"v" + number + "\"")));
        body.setKeys(
                Map.of(
                        "pk", attribute(text(image, "pk")),
                        "sk", attribute(text(image, "sk"))));
        body.setNewImage(image);
        body.setSequenceNumber(Integer.toString(100 + number));
        var record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setEventSourceARN(change.getEventSourceARN());
        record.setDynamodb(body);
        return record;
    }

    private static com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue
            attribute(String text) {
        return new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue()
                .withS(text);
    }

    @Test
    void aKeyTooLongForTheTableIsReadInFull() {
        String unit = "datasets/long/1/" + "x".repeat(3000);
        var key = new Key("UPLOAD#" + unit, unit);
        var document =
                "{\"key\":\"%s\",\"versionId\":\"1\",\"state\":\"refused\",\"faults\":[],\"at\":\"2026-11-24T09:30:00Z\"}"
                        .formatted(unit);
        ledger.write(List.of(new Write.Put(new Item(key, null, 1, document))));
        var body = new com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord();
        body.setKeys(Map.of("pk", attribute("UPLOAD#…#digest"), "sk", attribute("…#digest")));
        body.setNewImage(
                Map.of(
                        "pk", attribute("UPLOAD#…#digest"),
                        "pkInFull", attribute(key.partition()),
                        "sk", attribute("…#digest"),
                        "skInFull", attribute(key.sort())));
        body.setSequenceNumber("1");
        var record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setEventSourceARN("arn:aws:dynamodb:eu-west-1:000000000000:table/Ledger/stream/x");
        record.setDynamodb(body);

        handle(eventOf(record));

        assertThat(told).extracting(CloudEvent::subject).containsExactly(unit);
    }

    @Test
    void dataTooLargeForTheBusAreLeftToTheReference() {
        String large = Stream.generate(() -> "é").limit(130_000).reduce("", String::concat);
        JsonNode data = Json.object().put("summary", large);
        CloudEvent event = event(data);

        JsonNode json = json(event);

        assertThat(json.has("data")).isFalse();
        assertThat(json.has("dataschema")).isFalse();
        assertThat(json.path("dataref").asString()).isNotEmpty();
        assertThat(json.path("outcome").asString()).isEqualTo("PROMOTE");
        assertThat(Json.tree(event(Json.object()).json()).has("data")).isTrue();
    }

    private static CloudEvent event(JsonNode data) {
        return new CloudEvent(
                "1",
                "arn:aws:dynamodb:eu-west-1:000000000000:table/Ledger",
                "dev.assay.verdict.v1",
                "model:a@1",
                Instant.EPOCH,
                API + "/schemas/verdict.json",
                Map.of("dataref", API + "/v1/verdicts/1", "outcome", "PROMOTE"),
                data);
    }

    @Test
    void anAttributeHasALowerCaseName() {
        assertThatThrownBy(() ->
                        new CloudEvent(
                                "1",
                                "urn:x",
                                "t",
                                "s",
                                Instant.EPOCH,
                                "urn:schema",
                                Map.of("no-good", "1"),
                                Json.object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-good");
    }
}
