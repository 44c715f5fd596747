package assay.handler;

import assay.experiment.Ahead;
import assay.experiment.Experiment;
import assay.experiment.LogRows;
import assay.experiment.Sample;
import assay.experiment.Unit;
import assay.experiment.UnitStream;
import assay.experiment.UnitWriter;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The units' states of one experiment, in the results bucket: equal parts of all units, by the
/// leading bits that they go by. A part that new files say something of is rewritten as it is read;
/// the others stay. What is in memory is what new files say, up to a bound, and a part for each
/// processor.
final class States {

    /// Up to so many bytes of log files the state is one part, then [Unit#GROUPS], then
    /// [LogRows#PARTS].
    private static final long ONE_PART = 1L << 24;

    private static final long FEW_PARTS = 1L << 33;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /// As much of new files is gathered before it is merged.
    private static final long GATHERED = 1L << 30;

    private final Objects results;
    private final Experiment experiment;
    private final Instant now;
    private final int count;
    private final List<List<byte[]>> fresh = new ArrayList<>();
    private List<Version> parts;
    private long gathered;

    /// @param parts that were written last
    /// @param logs all files, those that are in the parts already among them
    States(
            Objects results,
            Experiment experiment,
            Instant now,
            List<Version> parts,
            List<Version> logs) {
        this.results = results;
        this.experiment = experiment;
        this.now = now;
        this.parts = parts;
        long bytes = logs.stream().mapToLong(Version::size).sum();
        this.count = bytes <= ONE_PART ? 1 : bytes <= FEW_PARTS ? Unit.GROUPS : LogRows.PARTS;
    }

    /// The parts as they are now.
    List<Version> parts() {
        return parts;
    }

    /// Adds what a file says.
    ///
    /// @param file in [LogRows#PARTS]
    void add(List<byte[]> file) {
        fresh.add(file);
        gathered += file.stream().mapToLong(bytes -> bytes.length).sum();
        if (gathered >= GATHERED) {
            Pass pass = new Pass();
            try (Ahead<Supplier<UnitStream>, Integer> ahead =
                    new Ahead<>(pass.ranges(), PROCESSORS, States::through)) {
                ahead.forEachRemaining(_ -> {});
            }
            pass.end();
        }
    }

    private static int through(Supplier<UnitStream> range) {
        int count = 0;
        try (UnitStream units = range.get()) {
            while (units.next() != null) {
                count++;
            }
        }
        return count;
    }

    /// The sample of all units, those of new files among them.
    Sample sample() {
        Pass pass = new Pass();
        Sample sample = Sample.ofRanges(experiment, pass.ranges(), now);
        pass.end();
        return sample;
    }

    /// Goes through all units, and writes the parts that new files say something of.
    private final class Pass {
        private final @Nullable Version[] written = new Version[count];
        private final List<Version> before;

        Pass() {
            before = parts.isEmpty() || parts.size() == count ? parts : dealt();
            for (int part = 0; part < before.size(); part++) {
                written[part] = news(part).isEmpty() ? before.get(part) : null;
            }
        }

        List<Supplier<UnitStream>> ranges() {
            int ranges = Math.min(count, Unit.GROUPS);
            int each = count / ranges;
            return IntStream.range(0, ranges)
                    .<Supplier<UnitStream>>mapToObj(r ->
                            () ->
                                    UnitStream.sequence(
                                            IntStream.range(r * each, (r + 1) * each)
                                                    .<Supplier<UnitStream>>mapToObj(
                                                            p -> () -> part(p))
                                                    .toList()))
                    .toList();
        }

        private UnitStream part(int part) {
            Version is = written[part];
            if (is != null) {
                return UnitStream.of(experiment, results.open(is));
            }
            List<UnitStream> streams = new ArrayList<>();
            if (!before.isEmpty()) {
                streams.add(UnitStream.of(experiment, results.open(before.get(part))));
            }
            news(part).forEach(file -> streams.add(UnitStream.of(experiment, file)));
            return new Written(UnitStream.merged(experiment, streams), part);
        }

        /// What new files say of a part, by file.
        private List<List<Supplier<InputStream>>> news(int part) {
            int each = LogRows.PARTS / count;
            return fresh.stream()
                    .map(file ->
                            file.subList(part * each, (part + 1) * each).stream()
                                    .filter(bytes -> bytes.length > 0)
                                    .<Supplier<InputStream>>map(
                                            bytes -> () -> new ByteArrayInputStream(bytes))
                                    .toList())
                    .filter(file -> !file.isEmpty())
                    .toList();
        }

        void end() {
            if (!fresh.isEmpty() || !before.isEmpty()) {
                parts = Arrays.stream(written).map(java.util.Objects::requireNonNull).toList();
            }
            fresh.clear();
            gathered = 0;
        }

        /// Units that are written as they are read.
        private final class Written implements UnitStream {
            private final UnitStream units;
            private final int part;
            private final UnitWriter writer = new UnitWriter(experiment);

            Written(UnitStream units, int part) {
                this.units = units;
                this.part = part;
            }

            @Override
            public @Nullable Unit next() {
                Unit unit = units.next();
                if (unit == null) {
                    written[part] = put(part, writer.take());
                } else {
                    writer.write(unit);
                }
                return unit;
            }

            @Override
            public void close() {
                units.close();
            }
        }
    }

    /// The same units in as many parts as there are to be.
    private List<Version> dealt() {
        List<Version> dealt = new ArrayList<>();
        UnitWriter writer = new UnitWriter(experiment);
        List<Supplier<InputStream>> opened =
                parts.stream()
                        .<Supplier<InputStream>>map(version -> () -> results.open(version))
                        .toList();
        try (UnitStream units = UnitStream.of(experiment, opened)) {
            units.forEach(unit -> {
                while (dealt.size() < unit.place(count)) {
                    dealt.add(put(dealt.size(), writer.take()));
                }
                writer.write(unit);
            });
        }
        while (dealt.size() < count) {
            dealt.add(put(dealt.size(), writer.take()));
        }
        return dealt;
    }

    /// Whether these parts are of the format that this program reads.
    static boolean areReadable(Experiment experiment, List<Version> parts) {
        return parts.stream().allMatch(part -> part.key().startsWith(folder(experiment)));
    }

    private static String folder(Experiment experiment) {
        return "experiments/%s/units/%d/".formatted(experiment.name(), UnitWriter.FORMAT);
    }

    private Version put(int number, byte[] part) {
        return results.put(
                "%s%04d.bin".formatted(folder(experiment), number),
                "application/octet-stream",
                part);
    }
}
