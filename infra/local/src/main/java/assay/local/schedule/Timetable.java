package assay.local.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// When a schedule fires, as EventBridge Scheduler writes it: `rate(…)`, `cron(…)` or `at(…)`.
public sealed interface Timetable permits Timetable.Every, Timetable.Once, Cron {
    /// The first time after an instant, if there is one.
    Optional<Instant> after(Instant instant);

    record Every(Duration period) implements Timetable {
        @Override
        public Optional<Instant> after(Instant instant) {
            return Optional.of(instant.plus(period));
        }
    }

    record Once(Instant time) implements Timetable {
        @Override
        public Optional<Instant> after(Instant instant) {
            return time.isAfter(instant) ? Optional.of(time) : Optional.empty();
        }
    }

    /// @throws IllegalArgumentException quoting an expression that is not understood
    static Timetable of(String expression, ZoneId zone) {
        var open = expression.indexOf('(');
        if (open < 0 || !expression.endsWith(")")) {
            throw unknown(expression);
        }
        var inside = expression.substring(open + 1, expression.length() - 1).strip();
        return switch (expression.substring(0, open)) {
            case "rate" -> rate(inside, expression);
            case "cron" -> Cron.of(inside, zone);
            case "at" -> new Once(LocalDateTime.parse(inside).atZone(zone).toInstant());
            default -> throw unknown(expression);
        };
    }

    private static Timetable rate(String inside, String expression) {
        var words = inside.split("\\s+", -1);
        if (words.length != 2) {
            throw unknown(expression);
        }
        var count = Long.parseLong(words[0]);
        return new Every(
                switch (words[1]) {
                    case "minute", "minutes" -> Duration.ofMinutes(count);
                    case "hour", "hours" -> Duration.ofHours(count);
                    case "day", "days" -> Duration.ofDays(count);
                    default -> throw unknown(expression);
                });
    }

    private static IllegalArgumentException unknown(String expression) {
        return new IllegalArgumentException("No schedule expression: " + expression);
    }
}
