package assay.benchmarks;

import assay.experiment.Analysis;
import assay.experiment.Experiment;
import assay.experiment.LogRows;
import assay.experiment.Report;
import assay.experiment.Sample;
import assay.experiment.UnitStream;
import assay.experiment.UnitWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// The logs of one small experiment whose truth is known, a file of exposures and one of outcomes
/// for each day. Units come in on every day and may come back on each day after; how much they do
/// varies by unit, with a habit that is known beforehand.
///
/// An active unit views pages, each with a latency, clicks on some, and buys or not. The treatments
/// change the chance to buy, and nothing else.
final class DrawnExperiment {

    private static final String[] EVENTS = {"view", "latency", "click", "buy"};
    private static final int VIEW = 0;
    private static final int LATENCY = 1;
    private static final int CLICK = 2;
    private static final int BUY = 3;

    private static final long DAY = 86_400_000_000L;
    private static final double RETURN = 0.3;
    private static final double CHANCE = 0.18;

    private final Experiment experiment;
    private final int[] codes;
    private final List<Rows> exposures = new ArrayList<>();
    private final List<Rows> outcomes = new ArrayList<>();
    private byte[] state;

    /// The rows of one day's file.
    private static final class Rows {
        private long[] high = new long[64];
        private long[] low = new long[64];
        private long[] micros = new long[64];
        private int[] codes = new int[64];
        private double[] values = new double[64];
        private int size;

        void add(long first, long second, long at, int code, double value) {
            if (size == high.length) {
                high = Arrays.copyOf(high, size * 2);
                low = Arrays.copyOf(low, size * 2);
                micros = Arrays.copyOf(micros, size * 2);
                codes = Arrays.copyOf(codes, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            high[size] = first;
            low[size] = second;
            micros[size] = at;
            codes[size] = code;
            values[size++] = value;
        }

        LogRows rows() {
            return new LogRows(high, low, micros, size);
        }
    }

    /// @param lift that every treatment adds to a unit's chance to buy on an active day, as a share
    ///   of that chance
    DrawnExperiment(
            Experiment experiment, SplittableRandom random, int units, int days, double lift) {
        this.experiment = experiment;
        this.codes = Arrays.stream(EVENTS).mapToInt(e -> experiment.events().indexOf(e)).toArray();
        this.state = new UnitWriter(experiment).take();
        for (int day = 0; day < days; day++) {
            exposures.add(new Rows());
            outcomes.add(new Rows());
        }
        long start = ChronoUnit.MICROS.between(Instant.EPOCH, experiment.start());
        double[] shares = experiment.shares().stream().mapToDouble(s -> s).toArray();
        for (int i = 0; i < units; i++) {
            long first = random.nextLong();
            long second = random.nextLong();
            int variant = variant(random, shares);
            long came = random.nextLong(days * DAY);
            double habit = random.nextExponential();
            exposures.get((int) (came / DAY)).add(first, second, start + came, variant, habit);
            for (int day = (int) (came / DAY); day < days; day++) {
                long from = Math.max(came, day * DAY);
                if (from == came || random.nextDouble() < RETURN * habit) {
                    long rest = (day + 1) * DAY - from;
                    double chance = CHANCE * (0.5 + habit / 2) * (variant > 0 ? 1 + lift : 1);
                    active(
                            random,
                            outcomes.get(day),
                            first,
                            second,
                            start + from,
                            rest,
                            habit,
                            chance);
                }
            }
        }
    }

    private static int variant(SplittableRandom random, double[] shares) {
        double place = random.nextDouble();
        int variant = 0;
        while (variant < shares.length - 1 && place >= shares[variant]) {
            place -= shares[variant++];
        }
        return variant;
    }

    /// What one unit does on one day.
    private void active(
            SplittableRandom random,
            Rows rows,
            long first,
            long second,
            long from,
            long rest,
            double habit,
            double chance) {
        int views = 1 + (int) (2 * habit * random.nextDouble());
        double slow = random.nextGaussian();
        for (int view = 0; view < views; view++) {
            long at = from + random.nextLong(rest);
            add(rows, first, second, at, VIEW, 1);
            double latency = Math.exp(4 + 0.5 * slow + 0.5 * random.nextGaussian());
            add(rows, first, second, at, LATENCY, latency);
            if (random.nextDouble() < 0.2) {
                add(rows, first, second, at, CLICK, 1);
            }
        }
        if (random.nextDouble() < chance) {
            double amount = 20 * Math.exp(0.6 * random.nextGaussian());
            add(rows, first, second, from + random.nextLong(rest), BUY, amount);
        }
    }

    private void add(Rows rows, long first, long second, long at, int event, double value) {
        if (codes[event] >= 0) {
            rows.add(first, second, at, codes[event], value);
        }
    }

    /// Takes a day's files into the units' states, as the function does, and says what the
    /// experiment shows at the end of that day.
    ///
    /// @param day from 0; each once, in order
    Report endOf(int day, List<Double> looks) {
        Instant now = experiment.start().plus(day + 1L, ChronoUnit.DAYS);
        takeIn(day);
        Sample sample = Sample.of(experiment, List.of(opened(state)), now);
        return Analysis.of(experiment, sample, now, looks);
    }

    /// Takes a day's files in, and asks nothing.
    void takeIn(int day) {
        Rows came = exposures.get(day);
        Rows did = outcomes.get(day);
        double[][] covariates =
                experiment.covariates().isEmpty() ? new double[0][] : new double[][] {came.values};
        List<IntFunction<String>> dimensions = List.of();
        List<UnitStream> streams =
                List.of(
                        UnitStream.of(experiment, List.of(opened(state))),
                        stream(
                                came.rows()
                                        .exposures(experiment, came.codes, covariates, dimensions)),
                        stream(did.rows().outcomes(experiment, did.codes, did.values)));
        UnitWriter writer = new UnitWriter(experiment);
        try (UnitStream units = UnitStream.merged(experiment, streams)) {
            units.forEach(writer::write);
        }
        state = writer.take();
    }

    private UnitStream stream(List<byte[]> parts) {
        return UnitStream.of(experiment, parts.stream().map(DrawnExperiment::opened).toList());
    }

    private static Supplier<InputStream> opened(byte[] part) {
        return () -> new ByteArrayInputStream(part);
    }
}
