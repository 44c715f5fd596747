package assay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against Jackson's own mapper: digests of what it wrote are on record.
class TreesTest {

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxStringLength(20_000_000)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-0.0",
        "0.0",
        "1",
        "-1",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
        "1e300",
        "1E-5",
        "1e400",
        "-1e400",
        "1e-400",
        "4.9e-324",
        "0.1",
        "1.10",
        "100000000000000000000.5",
        "2.2250738585072012e-308",
        "1.0e21",
        "123456789.0",
        "0.30000000000000004",
        "\"\"",
        "\"a\"",
        "\"\\ud834\\udd1e\"",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"𝄞 é €\"",
        "\"\\u0000\\u001f\\u007f\\u2028\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"</script>\""
    };

    private static String value(Random random, int depth) {
        int kind = depth > 5 ? 9 : random.nextInt(10);
        StringBuilder text = new StringBuilder();
        if (kind < 2) {
            text.append('[');
            for (int i = random.nextInt(4); i > 0; i--) {
                text.append(value(random, depth + 1)).append(i > 1 ? ", " : "");
            }
            return text.append(']').toString();
        }
        if (kind < 5) {
            text.append('{');
            for (int i = random.nextInt(4); i > 0; i--) {
                text.append("\"k").append(i).append(random.nextInt(3)).append("é\" :\n");
                text.append(value(random, depth + 1)).append(i > 1 ? "," : "");
            }
            return text.append('}').toString();
        }
        return kind < 6
                ? String.valueOf(Double.longBitsToDouble(random.nextLong()))
                : SCALARS[random.nextInt(SCALARS.length)];
    }

    @Test
    void treesAreReadAndWrittenAsByAMapper() {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            String text = value(random, 0);
            // Most of them are no JSON any more.
            String spoilt =
                    i % 2 == 0 || text.isEmpty()
                            ? text
                            : new StringBuilder(text)
                                    .replace(
                                            random.nextInt(text.length()),
                                            text.length(),
                                            "}],\"e1".substring(random.nextInt(6)))
                                    .toString();
            byte[] bytes = spoilt.getBytes(StandardCharsets.UTF_8);
            same(spoilt, () -> Json.tree(spoilt), () -> MAPPER.readTree(spoilt));
            same(spoilt, () -> Json.tree(bytes), () -> MAPPER.readTree(bytes));
        }
    }

    private static void same(String text, Supplier<JsonNode> ours, Supplier<JsonNode> mapper) {
        Object read = outcome(ours);
        Object expected = outcome(mapper);
        assertThat(read).as(text).isEqualTo(expected);
        if (read instanceof JsonNode tree) {
            assertThat(Json.write(tree)).as(text).isEqualTo(MAPPER.writeValueAsString(expected));
            assertThat(Json.bytes(tree)).as(text).isEqualTo(MAPPER.writeValueAsBytes(expected));
        }
    }

    /// The tree, or why there is none.
    private static Object outcome(Supplier<JsonNode> tree) {
        try {
            return tree.get();
        } catch (JacksonException e) {
            String what =
                    e.getOriginalMessage().startsWith("Trailing token")
                            ? "Something follows after the end of the value"
                            : e.getOriginalMessage();
            return what
                    + Optional.ofNullable(e.getLocation())
                            .map(at -> " " + at.getLineNr() + ", " + at.getColumnNr())
                            .orElse("");
        }
    }

    @Test
    void numbersThatNoTextHoldsAreWrittenAsByAMapper() {
        var tree = Json.object();
        tree.put("float", 0.1f).put("short", (short) 3).put("long", 1L).put("nan", Double.NaN);
        tree.put("infinite", Float.NEGATIVE_INFINITY).put("decimal", new BigDecimal("1.100E+3"));
        tree.put("whole", new BigInteger("-123456789012345678901234567890"));

        assertThat(Json.write(tree)).isEqualTo(MAPPER.writeValueAsString(tree));
        assertThat(Json.bytes(tree)).isEqualTo(MAPPER.writeValueAsBytes(tree));
    }

    @Test
    void depthIsBounded() {
        byte[] most = ("[".repeat(64) + "]".repeat(64)).getBytes(StandardCharsets.UTF_8);
        byte[] more = ("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8);

        assertThat(Json.tree(most).isArray()).isTrue();
        assertThatThrownBy(() -> Json.tree(more))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        e -> {
                            assertThat(e.getOriginalMessage())
                                    .isEqualTo("More levels of nesting than 64");
                            assertThat(e.getLocation().getColumnNr()).isEqualTo(66);
                        });
        assertThatThrownBy(() -> Json.tree("{\"a\":".repeat(5000)))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("nesting");
    }
}
