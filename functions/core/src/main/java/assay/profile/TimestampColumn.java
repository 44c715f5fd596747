package assay.profile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Moments in UTC, to the microsecond.
public final class TimestampColumn implements Column {
    private final long[] micros;
    private final Bits nulls;

    private TimestampColumn(long[] micros, Bits nulls) {
        this.micros = micros;
        this.nulls = nulls;
    }

    /// Microseconds since 1970-01-01T00:00:00Z at `row`; 0 where it is null.
    public long epochMicros(int row) {
        return micros[row];
    }

    /// The moment at `row`; the epoch where it is null.
    public Instant instant(int row) {
        return Instant.EPOCH.plus(micros[row], ChronoUnit.MICROS);
    }

    @Override
    public ColumnType type() {
        return ColumnType.TIMESTAMP;
    }

    @Override
    public int size() {
        return micros.length;
    }

    @Override
    public int nulls() {
        return nulls.count();
    }

    @Override
    public boolean isNull(int row) {
        return nulls.get(row);
    }

    @Override
    public String text(int row) {
        return isNull(row) ? "" : instant(row).toString();
    }

    /// A column of moments in the making.
    public static final class Builder implements ColumnBuilder {
        private final Longs micros = new Longs();
        private final Bits nulls = new Bits();

        /// Adds a row with this moment, in microseconds since 1970-01-01T00:00:00Z.
        public void add(long epochMicros) {
            micros.add(epochMicros);
        }

        @Override
        public int size() {
            return micros.size();
        }

        @Override
        public void reserve(int more) {
            micros.reserve(more);
        }

        @Override
        public void addNull() {
            nulls.set(micros.size());
            micros.add(0);
        }

        @Override
        public void append(ColumnBuilder other) {
            Builder more = (Builder) other;
            nulls.setAll(more.nulls, micros.size());
            micros.addAll(more.micros);
        }

        @Override
        public void clear() {
            micros.clear();
            nulls.clear();
        }

        @Override
        public TimestampColumn build() {
            return new TimestampColumn(micros.take(), nulls.take());
        }
    }
}
