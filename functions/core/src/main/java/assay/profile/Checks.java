package assay.profile;

import assay.profile.CheckResult.Example;
import assay.statistics.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Whether a table keeps its rules.
public final class Checks {
    private static final int EXAMPLES = 5;

    private Checks() {}

    /// The answer to `check` about `table`. A rule about a column that is not there, or of another
    /// type, fails.
    public static CheckResult of(Check check, Table table) {
        return switch (check) {
            case Check.RowCount(long min, long max) ->
                    new CheckResult(
                            check,
                            table.rows() >= min && table.rows() <= max,
                            table.rows() + " rows",
                            List.of());
            case Check.Unique(String name) -> onColumn(check, table, name, c -> unique(check, c));
            case Check.NotNull(String name, double fraction) ->
                    onColumn(check, table, name, c -> notNull(check, c, fraction));
            case Check.InSet(String name, Set<String> values) ->
                    onColumn(check, table, name, c -> inSet(check, c, values));
            case Check.Range(String name, double min, double max) ->
                    onColumn(check, table, name, c -> range(check, c, min, max));
            case Check.Regex(String name, Pattern pattern) ->
                    onColumn(check, table, name, c -> regex(check, c, pattern));
            case Check.MeanBetween(String name, double min, double max) ->
                    onColumn(
                            check,
                            table,
                            name,
                            c -> between(check, "mean", mean(Finite.sorted(c)), min, max));
            case Check.QuantileBetween(String name, double quantile, double min, double max) ->
                    onColumn(
                            check,
                            table,
                            name,
                            c ->
                                    between(
                                            check,
                                            "quantile " + quantile,
                                            quantile(Finite.sorted(c), quantile),
                                            min,
                                            max));
            case Check.Monotone(String name, boolean increasing, boolean strict) ->
                    onColumn(check, table, name, c -> monotone(check, c, increasing, strict));
        };
    }

    private interface Answer {
        CheckResult about(Column column);
    }

    private static CheckResult onColumn(Check check, Table table, String name, Answer answer) {
        return table.find(name)
                .map(answer::about)
                .orElseGet(() -> failed(check, "no column " + name));
    }

    private static CheckResult failed(Check check, String observed) {
        return new CheckResult(check, false, observed, List.of());
    }

    private static CheckResult unique(Check check, Column column) {
        Repeats repeats = new Repeats(column);
        return breaking(check, column, repeats::isRepeat, "repeat an earlier value");
    }

    private static CheckResult notNull(Check check, Column column, double fraction) {
        CheckResult nulls = breaking(check, column, column::isNull, "have no value");
        double held = column.size() == 0 ? 1 : 1 - (double) column.nulls() / column.size();
        return new CheckResult(check, held >= fraction, nulls.observed(), nulls.examples());
    }

    private static CheckResult inSet(Check check, Column column, Set<String> values) {
        if (column instanceof TextColumn texts && texts.isCoded()) {
            boolean[] allowed = new boolean[texts.entries()];
            for (int code = 0; code < allowed.length; code++) {
                allowed[code] = values.contains(texts.entry(code));
            }
            return breaking(
                    check,
                    column,
                    row -> !column.isNull(row) && !allowed[texts.code(row)],
                    "are not in the set");
        }
        return breaking(
                check,
                column,
                row -> !column.isNull(row) && !values.contains(column.text(row)),
                "are not in the set");
    }

    private static CheckResult range(Check check, Column column, double min, double max) {
        return switch (column) {
            case NumberColumn c ->
                    breaking(
                            check,
                            c,
                            row -> !c.isNull(row) && !(c.value(row) >= min && c.value(row) <= max),
                            "are out of range");
            case IntegerColumn c ->
                    breaking(
                            check,
                            c,
                            row -> !c.isNull(row) && !(c.value(row) >= min && c.value(row) <= max),
                            "are out of range");
            case TextColumn _, BooleanColumn _, TimestampColumn _ ->
                    failed(check, "a column of type " + column.type().text() + " has no range");
        };
    }

    private static CheckResult regex(Check check, Column column, Pattern pattern) {
        if (!(column instanceof TextColumn texts)) {
            return failed(check, "a column of type " + column.type().text() + " is no text");
        }
        PatternBudget budget = new PatternBudget(pattern);
        try {
            return breaking(
                    check,
                    texts,
                    row -> !texts.isNull(row) && !budget.matches(texts.text(row)),
                    "do not match");
        } catch (PatternBudget.Exhausted | StackOverflowError e) {
            return failed(check, "the pattern takes too many steps on this column; simplify it");
        }
    }

    private static double mean(double[] finite) {
        return finite.length == 0 ? Double.NaN : Moments.of(finite).mean();
    }

    private static double quantile(double[] sorted, double probability) {
        return sorted.length == 0 ? Double.NaN : Finite.quantile(sorted, probability);
    }

    private static CheckResult between(
            Check check, String what, double value, double min, double max) {
        return Double.isNaN(value)
                ? failed(check, "no finite numbers to take the " + what + " of")
                : new CheckResult(
                        check, value >= min && value <= max, what + " " + value, List.of());
    }

    private static CheckResult monotone(
            Check check, Column column, boolean increasing, boolean strict) {
        int[] before = {-1};
        return breaking(
                check,
                column,
                row -> {
                    if (column.isNull(row)) {
                        return false;
                    }
                    int order = before[0] < 0 ? 0 : compare(column, row, before[0]);
                    boolean equal = before[0] >= 0 && order == 0;
                    before[0] = row;
                    return (increasing ? order < 0 : order > 0) || (strict && equal);
                },
                increasing ? "do not rise" : "do not fall");
    }

    private static int compare(Column column, int row, int other) {
        return switch (column) {
            case NumberColumn c -> Double.compare(c.value(row), c.value(other));
            case IntegerColumn c -> Long.compare(c.value(row), c.value(other));
            case TimestampColumn c -> Long.compare(c.epochMicros(row), c.epochMicros(other));
            case BooleanColumn c -> Boolean.compare(c.value(row), c.value(other));
            case TextColumn c -> c.text(row).compareTo(c.text(other));
        };
    }

    /// Counts the rows that break a rule, in order, and keeps the first few.
    private static CheckResult breaking(
            Check check, Column column, IntPredicate breaks, String how) {
        List<Example> examples = new ArrayList<>();
        long count = 0;
        for (int row = 0; row < column.size(); row++) {
            if (breaks.test(row)) {
                count++;
                if (examples.size() < EXAMPLES) {
                    examples.add(new Example(row + 1L, column.text(row)));
                }
            }
        }
        return new CheckResult(
                check,
                count == 0,
                "%d of %d rows %s".formatted(count, column.size(), how),
                examples);
    }
}
