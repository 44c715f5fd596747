package assay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0004, 0.0005, 1.25, -3.14159, 99.9996, 123456789.5, Double.NaN})
    void itIsWhatAPatternWouldSay(double value) {
        assertThat(Figure.of(value, 3, 8)).isEqualTo(String.format(Locale.ROOT, "%8.3f", value));
        assertThat(Figure.of(value, 0, 3)).isEqualTo(String.format(Locale.ROOT, "%3.0f", value));
    }
}
