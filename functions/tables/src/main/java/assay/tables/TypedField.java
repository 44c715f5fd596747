package assay.tables;

import assay.profile.BooleanColumn;
import assay.profile.Column;
import assay.profile.ColumnBuilder;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.TextColumn;
import assay.profile.TimestampColumn;
import assay.tables.Expected.Wanted;

/// Turns the values of one column into its type.
abstract sealed class TypedField implements Field {
    private final ColumnBuilder builder;

    private TypedField(ColumnBuilder builder) {
        this.builder = builder;
    }

    static TypedField of(Wanted wanted) {
        return switch (wanted.type()) {
            case NUMBER -> new Numbers(new NumberColumn.Builder(), wanted.finite());
            case INTEGER -> new Integers(new IntegerColumn.Builder());
            case STRING -> new Texts(new TextColumn.Builder());
            case BOOLEAN -> new Booleans(new BooleanColumn.Builder());
            case TIMESTAMP -> new Timestamps(new TimestampColumn.Builder());
        };
    }

    ColumnBuilder builder() {
        return builder;
    }

    Column build() {
        return builder.build();
    }

    @Override
    public void acceptEmpty() {
        builder.addNull();
    }

    @Override
    public void acceptNull() {
        builder.addNull();
    }

    @Override
    public void append(Field later) throws Refusal {
        try {
            builder.append(((TypedField) later).builder);
        } catch (IllegalStateException tooMuchText) {
            throw new Refusal("more than 2 GiB of text in one column");
        }
    }

    @Override
    public void clear() {
        builder.clear();
    }

    private static int skipSpaces(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    private static int dropSpaces(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] == ' ') {
            at--;
        }
        return at;
    }

    private static Refusal isNo(String kind, byte[] bytes, int from, int to) {
        return new Refusal(Text.quoted(bytes, from, to) + " is no " + kind);
    }

    /// Numbers. Spaces around are let go.
    static final class Numbers extends TypedField {
        private final NumberColumn.Builder numbers;
        private final boolean finite;

        Numbers(NumberColumn.Builder numbers, boolean finite) {
            super(numbers);
            this.numbers = numbers;
            this.finite = finite;
        }

        @Override
        public Numbers fresh() {
            return new Numbers(new NumberColumn.Builder(), finite);
        }

        @Override
        public void accept(byte[] bytes, int from, int to, boolean bare) throws Refusal {
            double value = Decimal.parse(bytes, from, to);
            if (Double.isFinite(value)) {
                numbers.add(value);
            } else {
                acceptUnusual(bytes, from, to);
            }
        }

        private void acceptUnusual(byte[] bytes, int from, int to) throws Refusal {
            int first = skipSpaces(bytes, from, to);
            int end = dropSpaces(bytes, first, to);
            double value = NonFinite.parse(bytes, first, end);
            if (Double.isNaN(value) && !NonFinite.isNaN(bytes, first, end)) {
                throw isNo("number", bytes, from, to);
            }
            add(value, bytes, from, to);
        }

        void add(double value, byte[] bytes, int from, int to) throws Refusal {
            if (finite && !Double.isFinite(value)) {
                throw isNo("finite number", bytes, from, to);
            }
            numbers.add(value);
        }

        void add(double value) throws Refusal {
            if (finite && !Double.isFinite(value)) {
                throw new Refusal(value + " is no finite number");
            }
            numbers.add(value);
        }

        /// Adds the first `count` of these, or as many as are allowed, and answers how many that
        /// were.
        int addAll(double[] values, int count) {
            int allowed = finite ? finite(values, count) : count;
            numbers.addAll(values, allowed);
            return allowed;
        }

        private static int finite(double[] values, int count) {
            int at = 0;
            while (at < count && Double.isFinite(values[at])) {
                at++;
            }
            return at;
        }
    }

    /// Whole numbers. Spaces around are let go, and so is a fraction of zero.
    static final class Integers extends TypedField {
        private static final double EXACT_BELOW = 1L << 53;

        private final IntegerColumn.Builder integers;

        Integers(IntegerColumn.Builder integers) {
            super(integers);
            this.integers = integers;
        }

        @Override
        public Integers fresh() {
            return new Integers(new IntegerColumn.Builder());
        }

        @Override
        public void accept(byte[] bytes, int from, int to, boolean bare) throws Refusal {
            long value = Whole.parse(bytes, from, to);
            if (value == Whole.NONE && !Whole.isLeast(bytes, from, to)) {
                int first = skipSpaces(bytes, from, to);
                double number = Decimal.parse(bytes, first, dropSpaces(bytes, first, to));
                if (!isWhole(number)) {
                    throw isNo("whole number of 64 bits", bytes, from, to);
                }
                value = (long) number;
            }
            integers.add(value);
        }

        void add(long value) {
            integers.add(value);
        }

        void addAll(long[] values, int count) {
            integers.addAll(values, count);
        }

        void add(double value) throws Refusal {
            if (!isWhole(value)) {
                throw new Refusal(value + " is no whole number");
            }
            integers.add((long) value);
        }

        private static boolean isWhole(double value) {
            return Math.rint(value) == value && Math.abs(value) < EXACT_BELOW;
        }
    }

    /// Texts, taken as they are.
    static final class Texts extends TypedField {
        private final TextColumn.Builder texts;

        Texts(TextColumn.Builder texts) {
            super(texts);
            this.texts = texts;
        }

        @Override
        public Texts fresh() {
            return new Texts(new TextColumn.Builder());
        }

        @Override
        public void accept(byte[] bytes, int from, int to, boolean bare) throws Refusal {
            if (!Text.isUtf8(bytes, from, to)) {
                throw new Refusal(
                        Text.quoted(bytes, from, to) + " is not UTF-8; save the file as UTF-8");
            }
            texts.add(bytes, from, to - from);
        }

        @Override
        public void acceptEmpty() {
            texts.add("");
        }
    }

    /// Truth values: true and false in any case, 1 and 0.
    static final class Booleans extends TypedField {
        private final BooleanColumn.Builder booleans;

        Booleans(BooleanColumn.Builder booleans) {
            super(booleans);
            this.booleans = booleans;
        }

        @Override
        public Booleans fresh() {
            return new Booleans(new BooleanColumn.Builder());
        }

        @Override
        public void accept(byte[] bytes, int from, int to, boolean bare) throws Refusal {
            if (Text.isWord(bytes, from, to, "true") || isDigit(bytes, from, to, '1')) {
                booleans.add(true);
            } else if (Text.isWord(bytes, from, to, "false") || isDigit(bytes, from, to, '0')) {
                booleans.add(false);
            } else {
                throw isNo("boolean (true, false, 1 or 0)", bytes, from, to);
            }
        }

        void add(boolean value) {
            booleans.add(value);
        }

        void addAll(boolean[] values, int count) {
            booleans.addAll(values, count);
        }

        void add(long value) throws Refusal {
            if (value != 0 && value != 1) {
                throw new Refusal(value + " is no boolean (true, false, 1 or 0)");
            }
            booleans.add(value == 1);
        }

        private static boolean isDigit(byte[] bytes, int from, int to, char digit) {
            return to - from == 1 && bytes[from] == digit;
        }
    }

    /// Moments.
    static final class Timestamps extends TypedField {
        private final TimestampColumn.Builder moments;

        Timestamps(TimestampColumn.Builder moments) {
            super(moments);
            this.moments = moments;
        }

        @Override
        public Timestamps fresh() {
            return new Timestamps(new TimestampColumn.Builder());
        }

        @Override
        public void accept(byte[] bytes, int from, int to, boolean bare) throws Refusal {
            long micros = Moment.parse(bytes, from, to);
            if (micros == Moment.NONE) {
                throw isNo(
                        "timestamp in UTC as RFC 3339 writes it, such as 2026-11-01T00:00:00Z",
                        bytes,
                        from,
                        to);
            }
            moments.add(micros);
        }

        /// Adds `count * micros / parts` microseconds since 1970-01-01T00:00:00Z.
        void add(long count, long micros, long parts) throws Refusal {
            if (Math.multiplyHigh(count, micros) != count * micros >> 63) {
                throw new Refusal(count + " is a timestamp out of range");
            }
            moments.add(Math.floorDiv(count * micros, parts));
        }
    }
}
