package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WiringTest {
    static Stream<Arguments> needs() {
        return Stream.of(
                need("ASSAY_LEDGER_TABLE", Wiring::ledger),
                need("ASSAY_UPLOADS_BUCKET", Wiring::uploads),
                need("ASSAY_RESULTS_BUCKET", Wiring::results),
                need("ASSAY_EVALUATION_QUEUE", Wiring::work),
                need("ASSAY_SCORING_QUEUE", Wiring::scorings),
                need("ASSAY_SETTLING", Wiring::settling),
                need("ASSAY_MAX_ROWS", wiring -> wiring.most("ROWS")));
    }

    private static Arguments need(String variable, Consumer<Wiring> use) {
        return Arguments.of(variable, use);
    }

    @ParameterizedTest
    @MethodSource("needs")
    void aMissingVariableIsNamed(String variable, Consumer<Wiring> use) {
        for (Map<String, String> environment :
                Stream.of(Map.of(variable, " "), Map.<String, String>of()).toList()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> use.accept(Wiring.from(environment)))
                    .withMessageContaining(variable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e6", "many", "1234567890123456789"})
    void aLimitThatIsNoWholeNumberAboveZeroIsRefused(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Wiring.from(Map.of("ASSAY_MAX_ROWS", text)).most("ROWS"))
                .withMessageContaining("ASSAY_MAX_ROWS")
                .withMessageContaining(text);
    }

    @Test
    void limitsAndTimesAreRead() {
        Wiring wiring =
                Wiring.from(Map.of("ASSAY_MAX_ROWS", "20000000", "ASSAY_SETTLING", "PT15M"));
        assertThat(wiring.most("ROWS")).isEqualTo(20_000_000);
        assertThat(wiring.settling()).isEqualTo(Duration.ofMinutes(15));
        assertThatIllegalStateException()
                .isThrownBy(() -> Wiring.from(Map.of("ASSAY_SETTLING", "soon")).settling())
                .withMessageContaining("'soon'");
    }
}
