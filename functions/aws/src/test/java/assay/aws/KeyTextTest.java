package assay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 340, 341, 342, 480, 512, 513, 959, 1_024, 1_025, 5_000})
    void whatIsStoredFitsAndIsTheTextItselfIfThatFits(int length) {
        for (String character : new String[] {"a", "ü", "€", "😀"}) {
            String text = character.repeat(length);
            String stored = KeyText.SORT.stored(text);
            boolean fits = text.getBytes(UTF_8).length <= 1_024;
            assertThat(stored.getBytes(UTF_8).length).isLessThanOrEqualTo(1_024);
            assertThat(stored.equals(text)).isEqualTo(fits);
            assertThat(stored).doesNotContain("\uFFFD");
            assertThat(KeyText.SORT.fits(text)).isEqualTo(fits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 958, 959, 960, 1_024, 1_030, 2_000})
    void whatIsStoredStartsWithTheStoredPrefix(int length) {
        String text = "x".repeat(1_030) + "y".repeat(1_000);
        String prefix = text.substring(0, length);
        assertThat(KeyText.SORT.stored(text)).startsWith(KeyText.SORT.storedPrefix(prefix));
        assertThat(KeyText.SORT.stored(prefix)).startsWith(KeyText.SORT.storedPrefix(prefix));
    }
}
