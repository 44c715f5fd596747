package assay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.manifest.Fault;
import assay.manifest.ModelManifest;
import assay.succession.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

public class JsonTest {
    /// As public as the records of the ledger.
    public record Range(int from, int to, Reference of, List<String> tags) {
        public Range {
            if (from > to) {
                throw new IllegalArgumentException(from + " is more than " + to);
            }
        }

        public boolean isEmpty() {
            return from == to;
        }

        public Optional<Integer> getLength() {
            return Optional.of(to - from);
        }
    }

    record Ranges(List<Range> all) {}

    record Counts(Map<Long, Long> byValue, Map<String, Counts> byName) {}

    /// What was stored until now, and what a mapper made of it.
    private static Stream<String[]> documents() throws IOException {
        try (InputStream in =
                JsonTest.class.getResourceAsStream("/reference/records-as-json.tsv")) {
            String lines =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return lines.lines().skip(1).map(line -> line.split("\t", -1));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsStoredIsReadAndIsWrittenAsItWas(String type, String read, String written)
            throws ClassNotFoundException {
        Class<?> record = Class.forName(type);
        String expected = written.isEmpty() ? read : written;

        assertThat(Json.write(Json.read(read, record))).isEqualTo(expected);
        assertThat(Json.write(Json.read(expected, record))).isEqualTo(expected);
        assertThat(Json.bytes(Json.read(Json.tree(read), record)))
                .isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void recordsComeBackAsTheyWere() {
        var range = new Range(1, 3, Reference.dataset("holdout", "2"), List.of("a"));

        assertThat(Json.read(Json.write(range), Range.class)).isEqualTo(range);
        assertThat(Json.read(Json.tree(range), Range.class)).isEqualTo(range);
    }

    @Test
    void nothingButComponentsAndWhatTheyHoldIsWritten() {
        assertThat(Json.write(new Range(1, 1, Reference.dataset("holdout", "2"), List.of())))
                .isEqualTo("{\"from\":1,\"to\":1,\"of\":\"dataset:holdout@2\"}");
    }

    @Test
    void aListThatWasLeftOutIsEmpty() {
        var none = new Range(1, 1, Reference.dataset("holdout", "2"), List.of());

        assertThat(Json.read(Json.write(none), Range.class)).isEqualTo(none);
    }

    @Test
    void mapsMayGoByNumbers() {
        var counts = new Counts(Map.of(-3L, 5L), Map.of("a", new Counts(Map.of(), Map.of())));

        assertThat(Json.write(counts)).isEqualTo("{\"byValue\":{\"-3\":5},\"byName\":{\"a\":{}}}");
        assertThat(Json.read(Json.write(counts), Counts.class)).isEqualTo(counts);
        assertThatThrownBy(() -> Json.read("{\"byValue\":{\"x\":5}}", Counts.class))
                .hasMessage("/byValue/x is named by no whole number");
    }

    @Test
    void ofAFaultEverythingIsWritten() {
        List<Fault> faults =
                List.of(new Fault.AtPointer("", "why"), new Fault.AtCell("f", 0, "", "why"));
        var state = new UploadState("k", "v", UploadState.State.REFUSED, faults, Instant.EPOCH);

        assertThat(Json.write(state))
                .isEqualTo(
                        """
                        {"key":"k","versionId":"v","state":"refused","faults":[{"pointer":"","reason":"why"},{"file":"f","row":0,"column":"","reason":"why"}],"at":"1970-01-01T00:00:00Z"}\
                        """);
    }

    @Test
    void parametersStayInTheirOrderAndMayBeNull() {
        String manifest =
                "{\"model\":\"m\",\"version\":\"1\",\"task\":\"binary\",\"parameters\":{\"z\":1,\"b\":null,\"a\":[0.5]}}";

        assertThat(Json.write(Json.read(manifest, ModelManifest.class))).isEqualTo(manifest);
    }

    @Test
    void whatAConstructorRefusesIsSaidInItsOwnWords() {
        assertThatThrownBy(() -> Json.read("{\"all\":[{\"from\":2,\"to\":1}]}", Ranges.class))
                .isInstanceOf(Mismatch.class)
                .hasMessage("/all/0 2 is more than 1")
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static Stream<List<Object>> mismatches() {
        return Stream.of(
                List.of(Source.class, "[]", "is no object"),
                List.of(Source.class, "", "is empty"),
                List.of(Source.class, "{\"key\":{}}", "/key is no text"),
                List.of(Source.class, "{\"size\":1.5}", "/size is no whole number"),
                List.of(Source.class, "{\"size\":\"1\"}", "/size is no whole number"),
                List.of(Source.class, "{\"size\":1e20}", "/size is no whole number"),
                List.of(Range.class, "{\"from\":3000000000}", "/from 3000000000 is too large"),
                List.of(
                        DatasetManifest.class,
                        "{\"columns\":[{\"min\":\"low\"}]}",
                        "/columns/0/min is no number"),
                List.of(
                        DatasetManifest.class,
                        "{\"columns\":[{\"role\":[\"id\",\"key\"]}]}",
                        "/columns/0/role/1 'key' is none of id, feature, slice, cluster, weight, target, query"),
                List.of(
                        DatasetManifest.class,
                        "{\"use\":{\"personalData\":0}}",
                        "/use/personalData is neither true nor false"),
                List.of(
                        DatasetManifest.class,
                        "{\"use\":{\"expires\":\"2026-02-30T00:00:00Z\"}}",
                        "/use/expires '2026-02-30T00:00:00Z' is no time such as 2026-01-31T12:00:00Z"),
                List.of(
                        DatasetManifest.class,
                        "{\"derivedFrom\":[\"raw\"]}",
                        "/derivedFrom/0 'raw' is not a reference of the form kind:name@version"),
                List.of(
                        Line.class,
                        "{\"entries\":[{\"kind\":\"gone\"}]}",
                        "/entries/0/kind 'gone' is none of judged, appointed, revoked, waiting"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void whatIsNotAsTheRecordTakesItIsToldWithItsPlace(List<Object> mismatch) {
        assertThatThrownBy(
                        () -> Json.read((String) mismatch.get(1), (Class<?>) mismatch.getFirst()))
                .isInstanceOf(Mismatch.class)
                .hasMessage((String) mismatch.get(2));
    }

    @Test
    void aKeyThatIsRepeatedIsAnError() {
        assertThatThrownBy(() -> Json.read("{\"from\":1,\"from\":2}", Range.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("from");
    }
}
