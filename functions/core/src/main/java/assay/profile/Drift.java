package assay.profile;

import assay.profile.ColumnProfile.Numbers;
import assay.profile.ColumnProfile.TopValue;
import assay.statistics.distance.Distance;
import assay.statistics.distance.Distance.CannotSay;
import assay.statistics.distance.Distance.Measured;
import assay.statistics.distance.Divergence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a table has moved from an earlier one, column by column, as far as their profiles tell.
///
/// Numbers are counted in ten bins that held a tenth each before, to the nearest percentile; other
/// values by the most frequent ones of before, all else together; nulls are a bin of their own. The
/// alarm is by effect size: with many rows every p-value is small.
///
/// @param columns that both have, in the order of now, largest drift first
/// @param added columns that are new
/// @param gone columns that are no more
public record Drift(List<ColumnDrift> columns, List<String> added, List<String> gone) {

    private static final double CONFIDENCE = 0.95;
    private static final int BINS = 10;

    public Drift {
        columns = List.copyOf(columns);
        added = List.copyOf(added);
        gone = List.copyOf(gone);
    }

    /// How far one column has moved.
    ///
    /// @param stabilityIndex the population stability index
    /// @param pValue that both come from one distribution
    /// @param level of the index, by custom
    public record ColumnDrift(String name, double stabilityIndex, double pValue, Level level) {}

    /// By custom: an index below 0.1 is little, above 0.25 much.
    public enum Level {
        LITTLE,
        SOME,
        MUCH;

        static Level of(double stabilityIndex) {
            return stabilityIndex < 0.1 ? LITTLE : stabilityIndex <= 0.25 ? SOME : MUCH;
        }
    }

    /// From an earlier profile to a later one. A column that is of another type now is gone and
    /// added. Texts that are mostly different from each other, such as identifiers, are left out.
    public static Drift between(Profile before, Profile now) {
        Map<String, ColumnProfile> earlier = new HashMap<>();
        before.columns().forEach(c -> earlier.put(key(c), c));
        List<ColumnDrift> columns = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (ColumnProfile column : now.columns()) {
            ColumnProfile was = earlier.remove(key(column));
            if (was == null) {
                added.add(column.name());
            } else {
                of(was, column).ifPresent(columns::add);
            }
        }
        columns.sort((a, b) -> Double.compare(b.stabilityIndex(), a.stabilityIndex()));
        List<String> gone =
                before.columns().stream()
                        .filter(c -> earlier.containsKey(key(c)))
                        .map(ColumnProfile::name)
                        .toList();
        return new Drift(columns, added, gone);
    }

    private static String key(ColumnProfile column) {
        return column.type() + " " + column.name();
    }

    private static Optional<ColumnDrift> of(ColumnProfile before, ColumnProfile now) {
        boolean numbers = before.numbers().isPresent() && now.numbers().isPresent();
        if (!numbers && before.distinct() * 2 > before.rows()) {
            return Optional.empty();
        }
        long[] was =
                numbers
                        ? counts(before.numbers().get(), before.numbers().get(), before.nulls())
                        : counts(before, before);
        long[] is =
                numbers
                        ? counts(before.numbers().get(), now.numbers().get(), now.nulls())
                        : counts(before, now);
        Distance distance = Divergence.POPULATION_STABILITY.between(was, is, CONFIDENCE);
        return switch (distance) {
            case Measured m ->
                    Optional.of(
                            new ColumnDrift(
                                    now.name(), m.distance(), m.pValue(), Level.of(m.distance())));
            case CannotSay cannot -> Optional.empty();
        };
    }

    /// How many numbers of `numbers` lie in each tenth of `reference`, then how many are null.
    private static long[] counts(Numbers reference, Numbers numbers, long nulls) {
        long[] counts = new long[BINS + 1];
        double below = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double upTo =
                    bin == BINS - 1
                            ? 1
                            : share(numbers, reference.percentile((bin + 1) * 100 / BINS));
            counts[bin] = Math.round((upTo - below) * numbers.finite());
            below = upTo;
        }
        counts[BINS] = nulls;
        return counts;
    }

    /// The share of numbers at or below a value, between percentiles by proportion.
    private static double share(Numbers numbers, double value) {
        if (value < numbers.min()) {
            return 0;
        }
        int percent = 0;
        while (percent < 100 && numbers.percentile(percent + 1) <= value) {
            percent++;
        }
        if (percent == 100) {
            return 1;
        }
        double low = numbers.percentile(percent);
        double high = numbers.percentile(percent + 1);
        return (percent + (value - low) / (high - low)) / 100;
    }

    /// How often the most frequent values of `reference` occur, then all others, then nulls.
    private static long[] counts(ColumnProfile reference, ColumnProfile column) {
        Map<String, Long> counted = new HashMap<>();
        column.top().forEach(t -> counted.put(t.value(), t.count()));
        List<TopValue> values = reference.top();
        long[] counts = new long[values.size() + 2];
        long others = column.rows() - column.nulls();
        for (int i = 0; i < values.size(); i++) {
            counts[i] = counted.getOrDefault(values.get(i).value(), 0L);
            others -= counts[i];
        }
        counts[values.size()] = others;
        counts[values.size() + 1] = column.nulls();
        return counts;
    }
}
