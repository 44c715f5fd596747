package assay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lineage.Reference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
    void whatAConstructorRefusesIsSaidInItsOwnWords() {
        assertThatThrownBy(() -> Json.read("{\"from\":2,\"to\":1}", Range.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("2 is more than 1")
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyThatIsRepeatedIsAnError() {
        assertThatThrownBy(() -> Json.read("{\"from\":1,\"from\":2}", Range.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("from");
    }
}
