package assay.experiment;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Units in ascending order, each once. One is in memory at a time, however many there are.
public interface UnitStream extends AutoCloseable {

    /// The next unit, which holds until the one after is asked for; `null` at the end.
    @Nullable Unit next();

    @Override
    void close();

    /// Goes through all units.
    default void forEach(Consumer<Unit> action) {
        for (Unit unit = next(); unit != null; unit = next()) {
            action.accept(unit);
        }
    }

    /// Parts that follow each other; each is opened when the one before has ended.
    static UnitStream of(Experiment experiment, List<Supplier<InputStream>> parts) {
        return sequence(
                parts.stream()
                        .<Supplier<UnitStream>>map(part -> () -> of(experiment, part.get()))
                        .toList());
    }

    /// One part, as a [UnitWriter] wrote it.
    static UnitStream of(Experiment experiment, InputStream part) {
        return new UnitReader(experiment, part);
    }

    /// Streams whose units follow each other; each is opened when the one before has ended.
    static UnitStream sequence(List<Supplier<UnitStream>> streams) {
        return new Sequence(streams);
    }

    /// All streams as one; states of the same unit are added up.
    static UnitStream merged(Experiment experiment, List<UnitStream> streams) {
        return new Merge(experiment, streams);
    }

    /// One stream after the other.
    final class Sequence implements UnitStream {
        private final List<Supplier<UnitStream>> streams;
        private int opened;
        private @Nullable UnitStream open;

        private Sequence(List<Supplier<UnitStream>> streams) {
            this.streams = List.copyOf(streams);
        }

        @Override
        public @Nullable Unit next() {
            while (true) {
                Unit unit = open == null ? null : open.next();
                if (unit != null || opened == streams.size()) {
                    return unit;
                }
                close();
                open = streams.get(opened++).get();
            }
        }

        @Override
        public void close() {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }

    /// A heap of streams, the one with the least unit on top.
    final class Merge implements UnitStream {
        private final List<UnitStream> streams;
        private final UnitStream[] heap;
        private final Unit[] heads;
        private final Unit sum;
        private int size;
        private boolean behind;

        private Merge(Experiment experiment, List<UnitStream> streams) {
            this.streams = List.copyOf(streams);
            this.sum = new Unit(experiment.covariates().size(), experiment.dimensions().size());
            List<UnitStream> some = new ArrayList<>();
            List<Unit> first = new ArrayList<>();
            for (UnitStream stream : streams) {
                Unit unit = stream.next();
                if (unit != null) {
                    some.add(stream);
                    first.add(unit);
                }
            }
            size = some.size();
            heap = some.toArray(UnitStream[]::new);
            heads = first.toArray(Unit[]::new);
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i);
            }
        }

        @Override
        public @Nullable Unit next() {
            if (behind) {
                advance();
            }
            behind = size > 0;
            if (size == 0) {
                return null;
            }
            Unit top = heads[0];
            if (!isSecond(top)) {
                return top;
            }
            sum.become(top);
            advance();
            while (size > 0 && heads[0].is(sum)) {
                sum.plus(heads[0]);
                advance();
            }
            behind = false;
            return sum;
        }

        private boolean isSecond(Unit top) {
            return size > 1 && heads[1].is(top) || size > 2 && heads[2].is(top);
        }

        private void advance() {
            Unit next = heap[0].next();
            if (next == null) {
                heap[0] = heap[--size];
                heads[0] = heads[size];
            } else {
                heads[0] = next;
            }
            sink(0);
        }

        private void sink(int from) {
            int at = from;
            while (true) {
                int child = 2 * at + 1;
                if (child >= size) {
                    return;
                }
                if (child + 1 < size && heads[child + 1].compareTo(heads[child]) < 0) {
                    child++;
                }
                if (heads[at].compareTo(heads[child]) <= 0) {
                    return;
                }
                Unit unit = heads[at];
                UnitStream stream = heap[at];
                heads[at] = heads[child];
                heap[at] = heap[child];
                heads[child] = unit;
                heap[child] = stream;
                at = child;
            }
        }

        @Override
        public void close() {
            streams.forEach(UnitStream::close);
        }
    }
}
