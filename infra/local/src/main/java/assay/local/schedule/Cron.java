package assay.local.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// AWS's cron: minute, hour, day of month, month, day of week (1 is Sunday), year. Lists, ranges,
/// steps, names, `*` and `?`; not `L`, `W` and `#`.
record Cron(
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        NavigableSet<Integer> days,
        NavigableSet<Integer> months,
        NavigableSet<Integer> weekdays,
        NavigableSet<Integer> years,
        ZoneId zone)
        implements Timetable {
    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");
    private static final List<String> WEEKDAYS =
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static Cron of(String text, ZoneId zone) {
        var fields = text.split("\\s+", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("Six fields make a cron expression: " + text);
        }
        return new Cron(
                field(fields[0], 0, 59, List.of()),
                field(fields[1], 0, 23, List.of()),
                field(fields[2], 1, 31, List.of()),
                field(fields[3], 1, 12, MONTHS),
                field(fields[4], 1, 7, WEEKDAYS),
                field(fields[5], 1970, 2199, List.of()),
                zone);
    }

    private static NavigableSet<Integer> field(String text, int low, int high, List<String> names) {
        var values = new TreeSet<Integer>();
        for (var item : text.split(",", -1)) {
            var parts = item.split("/", -1);
            var step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
            var range = parts[0].split("-", -1);
            var any = parts[0].equals("*") || parts[0].equals("?");
            var from = any ? low : value(range[0], low, names);
            var single = range.length == 1 && parts.length == 1;
            var to = range.length == 2 ? value(range[1], low, names) : single && !any ? from : high;
            for (var i = from; i <= to; i += step) {
                values.add(i);
            }
        }
        return values;
    }

    private static int value(String text, int low, List<String> names) {
        var named = names.indexOf(text.toUpperCase(Locale.ROOT));
        try {
            return named >= 0 ? named + low : Integer.parseInt(text);
        } catch (NumberFormatException unknown) {
            throw new IllegalArgumentException(
                    "Not understood in a cron expression: " + text, unknown);
        }
    }

    @Override
    public Optional<Instant> after(Instant instant) {
        var earliest = instant.atZone(zone);
        var day = earliest.toLocalDate();
        for (var last = years.last(); day.getYear() <= last; day = day.plusDays(1)) {
            if (on(day)) {
                var found = at(day, instant);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private boolean on(LocalDate day) {
        return years.contains(day.getYear())
                && months.contains(day.getMonthValue())
                && days.contains(day.getDayOfMonth())
                && weekdays.contains(day.getDayOfWeek().getValue() % 7 + 1);
    }

    private Optional<Instant> at(LocalDate day, Instant after) {
        return hours.stream()
                .flatMap(hour -> minutes.stream().map(minute -> LocalTime.of(hour, minute)))
                .map(time -> day.atTime(time).atZone(zone).toInstant())
                .filter(time -> time.isAfter(after))
                .findFirst();
    }
}
