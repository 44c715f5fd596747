package assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "95, 95",
        "0.95, 0.95",
        "-0.047961, -0.04796",
        "0.00010005, 0.0001001",
        "0.00009999, 9.999e-05",
        "1.5, 1.5",
        "9999.4, 9999",
        "9999.5, 1.000e+04",
        "123456.5, 1.235e+05",
        "1234567890, 1.235e+09",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void aNumberHasFourDigitsThatSaySomething(double value, String text) {
        assertThat(Reasons.number(value)).isEqualTo(text);
    }
}
