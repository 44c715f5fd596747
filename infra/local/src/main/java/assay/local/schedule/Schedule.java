package assay.local.schedule;

import assay.local.event.Envelope;
import assay.local.lambda.Outcome;
import assay.local.template.Resource.Source.FromSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

/// Calls a function when its time comes, and when somebody says so.
public final class Schedule implements AutoCloseable {
    private final FromSchedule source;
    private final Timetable timetable;
    private final Function<String, Outcome> function;
    private final Envelope envelope;
    private Optional<Thread> clock = Optional.empty();

    /// @param function is called with the event
    public Schedule(FromSchedule source, Function<String, Outcome> function, Envelope envelope) {
        this.source = source;
        this.function = function;
        this.envelope = envelope;
        timetable = Timetable.of(source.expression(), ZoneId.of(source.zone()));
    }

    public String name() {
        return source.name();
    }

    /// Begins to wait for the clock, unless the template disables the schedule.
    public void start() {
        if (source.enabled()) {
            clock = Optional.of(Thread.ofVirtual().name(source.name()).start(this::run));
        }
    }

    private void run() {
        var next = timetable.after(Instant.now());
        while (next.isPresent() && sleepUntil(next.get())) {
            fire(next.get());
            next = timetable.after(next.get());
        }
    }

    private static boolean sleepUntil(Instant time) {
        try {
            Thread.sleep(Duration.between(Instant.now(), time));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Calls the function now, as at the given time.
    public Outcome fire(Instant time) {
        var standard =
                envelope.of(
                        "aws.scheduler",
                        "Scheduled Event",
                        List.of("arn:aws:scheduler:::schedule/default/" + source.name()),
                        JsonNodeFactory.instance.objectNode(),
                        time);
        return function.apply(source.input().orElseGet(standard::toString));
    }

    @Override
    public void close() {
        clock.ifPresent(Thread::interrupt);
    }
}
