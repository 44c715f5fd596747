package assay.experiment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Writes units in ascending order, a few bytes for each number.
///
/// A part begins with the format and the time that its times count from. Of a unit are written: how
/// far its first 64 bits are from those of the unit before, the other 64, its exposure, and its
/// outcomes. Until the unit had come in these have the time since the one before, in seconds,
/// milliseconds or microseconds, whichever is coarsest and exact; from then on they are told by
/// day, and the same twice on one day with how often ([TimeOfDay]). Whole numbers, hundredths and
/// floats take no more than they need. A dimension's value is written once and numbered after that.
public final class UnitWriter {

    /// Parts of another format cannot be read.
    public static final int FORMAT = 3;

    static final int ONE = 0;
    static final int WHOLE = 1;
    static final int HUNDREDTHS = 2;
    static final int FLOAT = 3;
    static final int DOUBLE = 4;
    static final int NAN = 5;

    static final int EXPOSED = 1;
    static final int CROSSED = 8;
    static final long[] RESOLUTIONS = {1_000_000, 1_000, 1};

    /// A dimension's value that is written out, not to be numbered; one that is from now on.
    static final int LITERAL = 0;

    static final int NEW = 1;

    /// As many different values are numbered.
    static final int MOST_NUMBERED = 1 << 16;

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final double EXACT = 1L << 53;

    private final long origin;
    private final TimeOfDay times;
    private final Map<String, Integer> numbers = new HashMap<>();
    private byte[] bytes = new byte[1 << 16];
    private int size;
    private long last;

    /// @param experiment whose units they are
    public UnitWriter(Experiment experiment) {
        this.origin = experiment.start().getEpochSecond() * 1_000_000;
        this.times = new TimeOfDay(experiment);
        begin();
    }

    private void begin() {
        size = 0;
        last = 0;
        numbers.clear();
        bytes[size++] = FORMAT;
        room();
        zigzag(origin / 1_000_000);
    }

    /// How much is written.
    public int size() {
        return size;
    }

    /// What is written, as a part by itself; the next unit begins another.
    public byte[] take() {
        byte[] part = Arrays.copyOf(bytes, size);
        begin();
        return part;
    }

    /// Writes a unit that comes after all others, which forgets the time of day of what it did once
    /// it had come in.
    public void write(Unit unit) {
        int timed = times.forget(unit);
        room();
        varint(unit.high - last);
        last = unit.high;
        EIGHT.set(bytes, size, unit.low);
        size += Long.BYTES;
        int resolution = resolution(unit, timed);
        int exposure =
                unit.exposed ? EXPOSED | (unit.isCrossed() ? CROSSED : 0) | unit.variant << 4 : 0;
        varint(exposure | resolution << 1);
        long per = RESOLUTIONS[resolution];
        long before = origin;
        if (unit.exposed) {
            exposure(unit, per);
            before = unit.exposedAt;
        }
        varint(timed);
        for (int i = 0; i < timed; i++) {
            room();
            long since = (unit.micros[i] - before) / per;
            if (i == 0) {
                zigzag(since);
            } else {
                varint(since);
            }
            before = unit.micros[i];
            number(unit.values[i], unit.events[i]);
        }
        if (unit.exposed) {
            days(unit, timed);
        }
    }

    private void days(Unit unit, int first) {
        int days = 0;
        for (int i = first; i < unit.outcomes; i++) {
            days += i == first || unit.micros[i] != unit.micros[i - 1] ? 1 : 0;
        }
        varint(days);
        long before = Math.floorDiv(unit.exposedAt, Observed.DAY);
        int from = first;
        for (int day = 0; day < days; day++) {
            long at = unit.micros[from];
            int to = from + 1;
            while (to < unit.outcomes && unit.micros[to] == at) {
                to++;
            }
            long its = Math.floorDiv(at, Observed.DAY);
            room();
            varint(its - before << 1 | (times.isAfterEnd(at) ? 1 : 0));
            before = its;
            varint(to - from);
            alike(unit, from, to);
            from = to;
        }
    }

    /// What a unit did on one day; the same twice with how often.
    private void alike(Unit unit, int first, int last) {
        int from = first;
        for (int i = first + 1; i <= last; i++) {
            if (i == last
                    || unit.events[i] != unit.events[from]
                    || Double.compare(unit.values[i], unit.values[from]) != 0) {
                room();
                boolean often = i - from > 1;
                number(unit.values[from], unit.events[from] << 1 | (often ? 1 : 0));
                if (often) {
                    varint(i - from);
                }
                from = i;
            }
        }
    }

    private void exposure(Unit unit, long per) {
        if (unit.isCrossed()) {
            varint(unit.variants);
        }
        zigzag((unit.exposedAt - origin) / per);
        for (double covariate : unit.covariates) {
            room();
            number(covariate, 0);
        }
        for (String dimension : unit.dimensions) {
            room();
            dimension(dimension);
        }
    }

    private void dimension(String value) {
        Integer number = numbers.get(value);
        if (number != null) {
            varint(number + NEW + 1);
            return;
        }
        boolean numbered = numbers.size() < MOST_NUMBERED;
        if (numbered) {
            numbers.put(value, numbers.size());
        }
        varint(numbered ? NEW : LITERAL);
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        varint(text.length);
        while (bytes.length - size < text.length) {
            grow();
        }
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    private int resolution(Unit unit, int timed) {
        long rest = unit.exposed ? (unit.exposedAt - origin) % 1_000_000 : 0;
        boolean milliseconds = rest % 1_000 == 0;
        boolean seconds = rest == 0;
        for (int i = 0; i < timed && milliseconds; i++) {
            long part = (unit.micros[i] - origin) % 1_000_000;
            seconds &= part == 0;
            milliseconds = part % 1_000 == 0;
        }
        return seconds && milliseconds ? 0 : milliseconds ? 1 : 2;
    }

    private void number(double value, int event) {
        int code = event << 3;
        if (value == 1) {
            varint(code | ONE);
        } else if (Double.isNaN(value)) {
            varint(code | NAN);
        } else if (value == (long) value && Math.abs(value) < EXACT && !isNegativeZero(value)) {
            varint(code | WHOLE);
            zigzag((long) value);
        } else if (isHundredths(value)) {
            varint(code | HUNDREDTHS);
            zigzag(Math.round(value * 100));
        } else if (value == (float) value) {
            varint(code | FLOAT);
            FOUR.set(bytes, size, Float.floatToRawIntBits((float) value));
            size += Integer.BYTES;
        } else {
            varint(code | DOUBLE);
            EIGHT.set(bytes, size, Double.doubleToRawLongBits(value));
            size += Long.BYTES;
        }
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }

    private static boolean isHundredths(double value) {
        return Math.abs(value) < 1e12 && value != 0 && Math.round(value * 100) / 100.0 == value;
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    /// Seven bits a byte, the low ones first.
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /// For a few numbers.
    private void room() {
        if (bytes.length - size < 64) {
            grow();
        }
    }

    private void grow() {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
}
