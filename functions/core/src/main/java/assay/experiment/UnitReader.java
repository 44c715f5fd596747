package assay.experiment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a [UnitWriter] has written, one part. Where nothing is, no unit is.
final class UnitReader implements UnitStream {

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private final Unit unit;
    private final TimeOfDay times;
    private final List<String> numbered = new ArrayList<>();
    private final byte[] bytes = new byte[1 << 14];
    private int at;
    private int end;
    private final long origin;
    private long last;

    UnitReader(Experiment experiment, InputStream in) {
        this.in = in;
        this.times = new TimeOfDay(experiment);
        this.unit = new Unit(experiment.covariates().size(), experiment.dimensions().size());
        try {
            if (!available(1)) {
                origin = 0;
                return;
            }
            int format = bytes[at++];
            if (format != UnitWriter.FORMAT) {
                throw new IllegalStateException("unit states of format " + format);
            }
            need(10);
            origin = zigzag() * 1_000_000;
        } catch (IOException e) {
            throw new UncheckedIOException("unit states", e);
        }
    }

    @Override
    public @Nullable Unit next() {
        try {
            return available(64) ? one() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("unit states", e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("unit states", e);
        }
    }

    private Unit one() throws IOException {
        last += varint();
        unit.begin(last, (long) EIGHT.get(bytes, at));
        at += Long.BYTES;
        long flags = varint();
        long per = UnitWriter.RESOLUTIONS[(int) (flags >> 1 & 3)];
        long time = origin;
        if ((flags & UnitWriter.EXPOSED) != 0) {
            unit.exposed = true;
            unit.variant = (int) (flags >> 4);
            unit.variants = (flags & UnitWriter.CROSSED) != 0 ? (int) varint() : 1 << unit.variant;
            time += zigzag() * per;
            unit.exposedAt = time;
            for (int i = 0; i < unit.covariates.length; i++) {
                need(24);
                unit.covariates[i] = number((int) varint() & 7);
            }
            for (int i = 0; i < unit.dimensions.length; i++) {
                need(24);
                unit.dimensions[i] = dimension();
            }
        }
        need(24);
        int timed = (int) varint();
        unit.room(timed);
        for (int i = 0; i < timed; i++) {
            need(32);
            time += (i == 0 ? zigzag() : varint()) * per;
            int code = (int) varint();
            unit.micros[i] = time;
            unit.events[i] = code >>> 3;
            unit.values[i] = number(code & 7);
        }
        unit.outcomes = timed;
        if (unit.exposed) {
            days();
        }
        return unit;
    }

    private void days() throws IOException {
        need(24);
        int days = (int) varint();
        long day = Math.floorDiv(unit.exposedAt, Observed.DAY);
        int place = unit.outcomes;
        for (int i = 0; i < days; i++) {
            need(24);
            long code = varint();
            day += code >>> 1;
            int to = place + (int) varint();
            unit.room(to);
            Arrays.fill(unit.micros, place, to, times.moment(day, (code & 1) != 0));
            while (place < to) {
                place = alike(place);
            }
        }
        unit.outcomes = place;
    }

    /// @return the place after what is alike
    private int alike(int from) throws IOException {
        need(32);
        int code = (int) varint();
        int event = code >>> 4;
        double value = number(code & 7);
        if ((code & 8) == 0) {
            unit.events[from] = event;
            unit.values[from] = value;
            return from + 1;
        }
        int to = from + (int) varint();
        Arrays.fill(unit.events, from, to, event);
        Arrays.fill(unit.values, from, to, value);
        return to;
    }

    private double number(int kind) {
        return switch (kind) {
            case UnitWriter.ONE -> 1;
            case UnitWriter.NAN -> Double.NaN;
            case UnitWriter.WHOLE -> zigzag();
            case UnitWriter.HUNDREDTHS -> zigzag() / 100.0;
            case UnitWriter.FLOAT -> {
                at += Integer.BYTES;
                yield Float.intBitsToFloat((int) FOUR.get(bytes, at - Integer.BYTES));
            }
            case UnitWriter.DOUBLE -> {
                at += Long.BYTES;
                yield Double.longBitsToDouble((long) EIGHT.get(bytes, at - Long.BYTES));
            }
            default -> throw new IllegalStateException("unit states with a number of kind " + kind);
        };
    }

    private String dimension() throws IOException {
        int code = (int) varint();
        if (code > UnitWriter.NEW) {
            return numbered.get(code - UnitWriter.NEW - 1);
        }
        int length = (int) varint();
        need(length);
        if (end - at < length) {
            throw new EOFException("unit states end within a name");
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        if (code == UnitWriter.NEW) {
            numbered.add(text);
        }
        return text;
    }

    private long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("unit states with a number of more than 64 bits");
    }

    /// Sees to it that so many bytes are in the buffer, or all that there are.
    private void need(int count) throws IOException {
        if (end - at < count) {
            available(count);
        }
    }

    private boolean available(int count) throws IOException {
        if (end - at < count) {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            end -= at;
            at = 0;
            end += Math.max(0, in.readNBytes(bytes, end, bytes.length - end));
        }
        return at < end;
    }
}
