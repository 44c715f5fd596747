package assay.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import assay.local.event.Envelope;
import assay.local.lambda.Outcome;
import assay.local.template.Resource.Source.FromSchedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

    private Schedule in(int seconds, boolean enabled) {
        String expression =
                "at(%s)".formatted(LocalDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
        return new Schedule(
                new FromSchedule("Soon", expression, "UTC", enabled, Optional.empty()),
                event -> {
                    events.add(event);
                    return new Outcome.Answered("null");
                },
                new Envelope("000000000000", "eu-central-1"));
    }

    @Test
    void itFiresByTheClockWhenItsTimeComesAndOnce() throws InterruptedException {
        try (Schedule schedule = in(1, true)) {
            schedule.start();

            assertThat(events.poll(30, TimeUnit.SECONDS)).contains("schedule/default/Soon");
            assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void itFiresByHandAtAnyTimeAndNotByTheClockWhereTheTemplateDisablesIt()
            throws InterruptedException {
        try (Schedule schedule = in(1, false)) {
            schedule.start();
            assertThat(events.poll(1500, TimeUnit.MILLISECONDS)).isNull();

            schedule.fire(Instant.parse("2026-11-26T03:00:00Z"));
            assertThat(events.poll()).contains("2026-11-26T03:00:00Z");
        }
    }
}
