package assay.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(5 minutes)              | 2026-11-24T02:33:20Z | 2026-11-24T02:38:20Z",
                "rate(1 day)                  | 2026-11-24T02:33:20Z | 2026-11-25T02:33:20Z",
                "at(2026-12-01T00:00:00)      | 2026-11-24T02:33:20Z | 2026-12-01T00:00:00Z",
                "cron(0 6 * * ? *)            | 2026-11-24T02:33:20Z | 2026-11-24T06:00:00Z",
                "cron(0 6 * * ? *)            | 2026-11-24T06:00:00Z | 2026-11-25T06:00:00Z",
                "cron(0/15 * * * ? *)         | 2026-11-24T02:33:20Z | 2026-11-24T02:45:00Z",
                "cron(30 8 ? * MON-FRI *)     | 2026-11-27T09:00:00Z | 2026-11-30T08:30:00Z",
                "cron(0 0 1 JAN,JUL ? *)      | 2026-11-24T02:33:20Z | 2027-01-01T00:00:00Z",
                "cron(0 0 29 2 ? *)           | 2026-11-24T02:33:20Z | 2028-02-29T00:00:00Z",
                "cron(0 12 ? * 1 2027)        | 2026-11-24T02:33:20Z | 2027-01-03T12:00:00Z",
            })
    void theNextTimeIsTheFirstAfterNow(String expression, Instant now, Instant next) {
        assertThat(Timetable.of(expression.strip(), ZoneOffset.UTC).after(now)).contains(next);
    }

    @Test
    void hoursAreThoseOfTheSchedulesZone() {
        var berlin = Timetable.of("cron(0 6 * * ? *)", ZoneId.of("Europe/Berlin"));

        assertThat(berlin.after(Instant.parse("2026-11-24T02:00:00Z")))
                .contains(Instant.parse("2026-11-24T05:00:00Z"));
    }

    @Test
    void whatIsPastNeverComes() {
        assertThat(Timetable.of("at(2020-01-01T00:00:00)", ZoneOffset.UTC).after(Instant.now()))
                .isEmpty();
        assertThat(Timetable.of("cron(0 0 1 1 ? 2020)", ZoneOffset.UTC).after(Instant.now()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily", "rate(1 fortnight)", "cron(0 6 * *)", "cron(0 6 L * ? *)"})
    void whatIsNotUnderstoodIsQuoted(String expression) {
        assertThatThrownBy(() -> Timetable.of(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
