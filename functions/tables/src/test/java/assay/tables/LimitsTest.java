package assay.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import assay.profile.ColumnType;
import assay.tables.Expected.Wanted;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final Map<String, Long> ENVIRONMENT =
            Map.of(
                    "BYTES", 1_000L,
                    "ROWS", 20L,
                    "COLUMNS", 3L,
                    "FIELD_BYTES", 40L,
                    "RECORD_BYTES", 1_000L,
                    "NESTING", 6L,
                    "EXPANSION", 7L);

    @Test
    void everyLimitIsTheEnvironments() {
        assertThat(Limits.of(ENVIRONMENT::get))
                .isEqualTo(new Limits(1_000, 20, 3, 40, 1_000, 6, 7));
    }

    @Test
    void theEnvironmentsNestingIsTheOneThatCounts() throws IOException {
        Wanted wanted = Wanted.of("a", ColumnType.NUMBER);
        Limits limits = Limits.of(ENVIRONMENT::get);

        assertThat(Reading.read(limits, Expected.of(wanted), nested(6)))
                .isInstanceOf(ReadResult.Read.class);
        assertThat(Reading.refused(limits, Expected.of(wanted), nested(7)).reason())
                .isEqualTo("nested deeper than 6, the limit");
    }

    private static Source nested(int depth) {
        return Reading.file(
                "a.jsonl", "{\"a\":1,\"b\":" + "[".repeat(depth) + "]".repeat(depth) + "}\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLimitBelowOneIsNone(int nesting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(1, 1, 1, 1, 1, nesting, 1))
                .withMessageContaining("nesting " + nesting);
    }
}
