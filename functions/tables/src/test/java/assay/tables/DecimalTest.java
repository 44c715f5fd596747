package assay.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @Test
    void agreesWithTheJdkOnEveryKindOfDouble() {
        SplittableRandom random = new SplittableRandom(20261124);
        for (int i = 0; i < 300_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(parse(Double.toString(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void agreesWithTheJdkOnDigitsAndExponentsAtRandom() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300_000; i++) {
            long digits = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            String text = digits + "e" + random.nextInt(-350, 320);
            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                ".5",
                "5.",
                "1e5",
                "1E-5",
                "9007199254740993",
                "9007199254740992.5",
                "1.7976931348623157e308",
                "1.7976931348623159e308",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "2.2250738585072011e-308",
                "9223372036854775807",
                "18446744073709551615",
                "9999999999999999999",
                "123456789012345678901234567890",
                "0.000000000000000000000000000001",
                "1e400",
                "1e-400",
                "1e99999999999",
                "6.0221407623e23",
                "8.41e21",
                "5e-324",
                "0e999"
            })
    void agreesWithTheJdkAtTheEdges(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "e5", "1e", "1e+", "1.2.3", "1d", "0x1p3", "1 ", "--1"})
    void isNotANumberWhereNoneIsWritten(String text) {
        assertThat(parse(text)).isNaN();
    }

    private static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Decimal.parse(bytes, 0, bytes.length);
    }
}
