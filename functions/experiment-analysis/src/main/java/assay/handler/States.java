package assay.handler;

import assay.experiment.Experiment;
import assay.experiment.Sample;
import assay.experiment.Sampling;
import assay.experiment.Unit;
import assay.experiment.UnitStream;
import assay.experiment.UnitWriter;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The units' states of one experiment, in the results bucket: parts that follow each other in the
/// order of the units, rewritten with what is new as they are read. What is in memory is what new
/// files say, up to a bound, and one part.
final class States {

    /// As large as a part becomes.
    private static final int PART = 1 << 26;

    /// As much of new files is gathered before it is merged.
    private static final long GATHERED = 1L << 30;

    private final Objects results;
    private final Experiment experiment;
    private final Instant now;
    private final List<List<Supplier<InputStream>>> fresh = new ArrayList<>();
    private List<Version> parts;
    private long gathered;

    /// @param parts that were written last
    States(Objects results, Experiment experiment, Instant now, List<Version> parts) {
        this.results = results;
        this.experiment = experiment;
        this.now = now;
        this.parts = parts;
    }

    /// The parts as they are now.
    List<Version> parts() {
        return parts;
    }

    /// Adds what a file says.
    void add(List<byte[]> file) {
        fresh.add(
                file.stream()
                        .<Supplier<InputStream>>map(bytes -> () -> new ByteArrayInputStream(bytes))
                        .toList());
        gathered += file.stream().mapToLong(bytes -> bytes.length).sum();
        if (gathered >= GATHERED) {
            merge(_ -> {});
        }
    }

    /// The sample of all units, those of new files among them.
    Sample sample() {
        if (fresh.isEmpty()) {
            return Sample.of(experiment, opened(), now);
        }
        Sampling sampling = new Sampling(experiment, now);
        merge(sampling::add);
        if (sampling.asksAgain()) {
            try (UnitStream units = UnitStream.of(experiment, opened())) {
                units.forEach(sampling::again);
            }
        }
        return sampling.sample();
    }

    private void merge(Consumer<Unit> also) {
        List<UnitStream> streams = new ArrayList<>();
        streams.add(UnitStream.of(experiment, opened()));
        fresh.forEach(file -> streams.add(UnitStream.of(experiment, file)));
        List<Version> written = new ArrayList<>();
        UnitWriter writer = new UnitWriter(experiment);
        try (UnitStream units = UnitStream.merged(experiment, streams)) {
            units.forEach(unit -> {
                if (writer.size() >= PART) {
                    written.add(put(written.size(), writer.take()));
                }
                writer.write(unit);
                also.accept(unit);
            });
        }
        written.add(put(written.size(), writer.take()));
        parts = List.copyOf(written);
        fresh.clear();
        gathered = 0;
    }

    private Version put(int number, byte[] part) {
        return results.put(
                "experiments/%s/units/%04d.bin".formatted(experiment.name(), number),
                "application/octet-stream",
                part);
    }

    private List<Supplier<InputStream>> opened() {
        return parts.stream()
                .<Supplier<InputStream>>map(version -> () -> results.open(version))
                .toList();
    }
}
