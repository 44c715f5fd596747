package assay.experiment;

import assay.experiment.UnitState.Exposure;
import assay.experiment.UnitState.Outcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// States in the order of their units, as they are kept between analyses. Units come by one at a
/// time, however many there are.
public final class UnitStream {

    private static final int FORMAT = 1;

    private UnitStream() {}

    /// Writes states, each unit once, in ascending order.
    public static void write(Iterator<UnitState> states, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeByte(FORMAT);
        while (states.hasNext()) {
            write(states.next(), out);
        }
        out.flush();
    }

    /// Reads what was written.
    public static Iterator<UnitState> read(InputStream from) {
        return new Ahead<>() {
            private final DataInputStream in = new DataInputStream(from);
            private boolean started;

            @Override
            @Nullable UnitState advance() {
                try {
                    if (!started) {
                        started = true;
                        int format = in.readByte();
                        if (format != FORMAT) {
                            throw new IllegalStateException("unit states of format " + format);
                        }
                    }
                    return one(in);
                } catch (IOException e) {
                    throw new UncheckedIOException("unit states", e);
                }
            }
        };
    }

    /// All streams as one; states of the same unit are added up.
    public static Iterator<UnitState> merged(List<Iterator<UnitState>> streams) {
        record Head(UnitState state, Iterator<UnitState> rest) {}
        PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing((Head h) -> h.state().unit()));
        for (Iterator<UnitState> stream : streams) {
            if (stream.hasNext()) {
                heads.add(new Head(stream.next(), stream));
            }
        }
        return new Ahead<>() {
            @Override
            @Nullable UnitState advance() {
                UnitState sum = take();
                while (sum != null && isNext(sum.unit())) {
                    UnitState more = take();
                    sum = more == null ? sum : sum.plus(more);
                }
                return sum;
            }

            private boolean isNext(String unit) {
                Head head = heads.peek();
                return head != null && head.state().unit().equals(unit);
            }

            private @Nullable UnitState take() {
                Head head = heads.poll();
                if (head == null) {
                    return null;
                }
                if (head.rest().hasNext()) {
                    heads.add(new Head(head.rest().next(), head.rest()));
                }
                return head.state();
            }
        };
    }

    private static void write(UnitState state, DataOutputStream out) throws IOException {
        out.writeUTF(state.unit());
        out.writeInt(state.variants());
        out.writeBoolean(state.exposure().isPresent());
        if (state.exposure().isPresent()) {
            Exposure exposure = state.exposure().get();
            out.writeLong(exposure.micros());
            out.writeByte(exposure.variant());
            out.writeByte(exposure.covariates().size());
            for (double covariate : exposure.covariates()) {
                out.writeDouble(covariate);
            }
            out.writeByte(exposure.dimensions().size());
            for (String dimension : exposure.dimensions()) {
                out.writeUTF(dimension);
            }
        }
        out.writeInt(state.outcomes().size());
        for (Outcome outcome : state.outcomes()) {
            out.writeLong(outcome.micros());
            out.writeShort(outcome.event());
            out.writeDouble(outcome.value());
        }
    }

    /// The next state; `null` at the end.
    private static @Nullable UnitState one(DataInputStream in) throws IOException {
        String unit;
        try {
            unit = in.readUTF();
        } catch (EOFException e) {
            return null;
        }
        int variants = in.readInt();
        Optional<Exposure> exposure =
                in.readBoolean() ? Optional.of(exposure(in)) : Optional.empty();
        int n = in.readInt();
        List<Outcome> outcomes = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            outcomes.add(new Outcome(in.readLong(), in.readUnsignedShort(), in.readDouble()));
        }
        return new UnitState(unit, exposure, variants, outcomes);
    }

    private static Exposure exposure(DataInputStream in) throws IOException {
        long micros = in.readLong();
        int variant = in.readUnsignedByte();
        int covariates = in.readUnsignedByte();
        List<Double> values = new ArrayList<>(covariates);
        for (int i = 0; i < covariates; i++) {
            values.add(in.readDouble());
        }
        int dimensions = in.readUnsignedByte();
        List<String> texts = new ArrayList<>(dimensions);
        for (int i = 0; i < dimensions; i++) {
            texts.add(in.readUTF());
        }
        return new Exposure(micros, variant, values, texts);
    }

    /// Knows the next element before it is asked for.
    private abstract static class Ahead<T> implements Iterator<T> {
        private @Nullable T next;
        private boolean asked;

        /// The next element; `null` at the end.
        abstract @Nullable T advance();

        @Override
        public boolean hasNext() {
            if (!asked) {
                next = advance();
                asked = true;
            }
            return next != null;
        }

        @Override
        public T next() {
            T element = hasNext() ? next : null;
            if (element == null) {
                throw new NoSuchElementException("no further unit");
            }
            asked = false;
            return element;
        }
    }
}
