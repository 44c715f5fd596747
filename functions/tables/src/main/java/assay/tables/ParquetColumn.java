package assay.tables;

import assay.profile.ColumnType;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import java.nio.charset.StandardCharsets;

/// A flat column of a Parquet file: how its stored values become those that are asked for.
record ParquetColumn(String name, ColumnSchema schema) {
    private static final long MICROS_A_DAY = 86_400_000_000L;

    static ParquetColumn of(FileSchema schema, String name) throws Refusal {
        return new ParquetColumn(name, ParquetFile.flat(schema, name));
    }

    int index() {
        return schema.columnIndex();
    }

    /// The type that holds all that can be stored.
    ColumnType inferred() throws Refusal {
        return switch (schema.type()) {
            case BOOLEAN -> ColumnType.BOOLEAN;
            case FLOAT, DOUBLE -> ColumnType.NUMBER;
            case BYTE_ARRAY -> {
                if (schema.logicalType() instanceof LogicalType.DecimalType) {
                    throw notRead();
                }
                yield ColumnType.STRING;
            }
            case INT32, INT64 -> integerType();
            case INT96, FIXED_LEN_BYTE_ARRAY -> throw notRead();
        };
    }

    private ColumnType integerType() throws Refusal {
        if (isUnsigned() && schema.type() == PhysicalType.INT64) {
            throw notRead();
        }
        if (isMoment()) {
            return ColumnType.TIMESTAMP;
        }
        return schema.logicalType() instanceof LogicalType.DecimalType
                ? ColumnType.NUMBER
                : ColumnType.INTEGER;
    }

    /// Gives the present batch to `field`; `before` rows of the file came earlier.
    void hand(ColumnReader batch, TypedField field, int before) throws Refusal {
        ColumnType stored;
        try {
            stored = inferred();
        } catch (Refusal e) {
            throw e.inColumn(name);
        }
        int rows = batch.getRecordCount();
        Validity validity = batch.getLeafValidity();
        boolean nulls = validity.hasNulls();
        int done = nulls ? 0 : handWhole(batch, field, stored, rows);
        if (done == rows) {
            return;
        }
        Value value =
                switch (schema.type()) {
                    case BOOLEAN -> booleans(batch.getBooleans(), field);
                    case FLOAT -> floats(batch.getFloats(), field);
                    case DOUBLE -> doubles(batch.getDoubles(), field);
                    case BYTE_ARRAY -> {
                        byte[] bytes = batch.getBinaryValues();
                        int[] offsets = batch.getBinaryOffsets();
                        yield row -> text(field, bytes, offsets[row], offsets[row + 1]);
                    }
                    case INT32 -> {
                        int[] ints = batch.getInts();
                        long mask = isUnsigned() ? 0xFFFFFFFFL : -1L;
                        yield integers(row -> ints[row] & mask, field, stored);
                    }
                    case INT64 -> {
                        long[] longs = batch.getLongs();
                        yield integers(row -> longs[row], field, stored);
                    }
                    case INT96, FIXED_LEN_BYTE_ARRAY -> throw notRead().inColumn(name);
                };
        for (int row = done; row < rows; row++) {
            if (nulls && validity.isNull(row)) {
                field.acceptNull();
            } else {
                try {
                    value.hand(row);
                } catch (Refusal e) {
                    throw e.inColumn(name).inRow(before + row + 1L);
                }
            }
        }
    }

    /// Hands over a batch without nulls that is stored as the field keeps it, in one piece; answers
    /// how many rows that were. The rest, if any, starts with a value that is not allowed.
    private int handWhole(ColumnReader batch, TypedField field, ColumnType stored, int rows) {
        return switch (field) {
            case TypedField.Numbers numbers when schema.type() == PhysicalType.DOUBLE ->
                    numbers.addAll(batch.getDoubles(), rows);
            case TypedField.Integers integers
                    when schema.type() == PhysicalType.INT64 && stored == ColumnType.INTEGER -> {
                integers.addAll(batch.getLongs(), rows);
                yield rows;
            }
            case TypedField.Booleans booleans when schema.type() == PhysicalType.BOOLEAN -> {
                booleans.addAll(batch.getBooleans(), rows);
                yield rows;
            }
            default -> 0;
        };
    }

    private interface Value {
        void hand(int row) throws Refusal;
    }

    private interface Whole64 {
        long at(int row);
    }

    private Value doubles(double[] values, TypedField field) throws Refusal {
        return switch (field) {
            case TypedField.Numbers numbers -> row -> numbers.add(values[row]);
            case TypedField.Integers integers -> row -> integers.add(values[row]);
            default -> throw isNot(field);
        };
    }

    private Value floats(float[] values, TypedField field) throws Refusal {
        return switch (field) {
            case TypedField.Numbers numbers -> row -> numbers.add(values[row]);
            case TypedField.Integers integers -> row -> integers.add(values[row]);
            default -> throw isNot(field);
        };
    }

    private Value booleans(boolean[] values, TypedField field) throws Refusal {
        return switch (field) {
            case TypedField.Booleans booleans -> row -> booleans.add(values[row]);
            case TypedField.Texts texts -> row -> text(texts, Boolean.toString(values[row]));
            default -> throw isNot(field);
        };
    }

    private Value integers(Whole64 values, TypedField field, ColumnType stored) throws Refusal {
        if (stored == ColumnType.TIMESTAMP) {
            return moments(values, field);
        }
        if (schema.logicalType() instanceof LogicalType.DecimalType decimal) {
            double unit = Math.pow(10, decimal.scale());
            return switch (field) {
                case TypedField.Numbers numbers -> row -> numbers.add(values.at(row) / unit);
                case TypedField.Integers integers -> row -> integers.add(values.at(row) / unit);
                default -> throw isNot(field);
            };
        }
        return switch (field) {
            case TypedField.Numbers numbers -> row -> numbers.add((double) values.at(row));
            case TypedField.Integers integers -> row -> integers.add(values.at(row));
            case TypedField.Booleans booleans -> row -> booleans.add(values.at(row));
            case TypedField.Texts texts -> row -> text(texts, Long.toString(values.at(row)));
            case TypedField.Timestamps timestamps -> throw isNot(timestamps);
        };
    }

    private Value moments(Whole64 values, TypedField field) throws Refusal {
        if (!(field instanceof TypedField.Timestamps timestamps)) {
            throw isNot(field);
        }
        return switch (schema.logicalType()) {
            case LogicalType.TimestampType type ->
                    switch (type.unit()) {
                        case MILLIS -> row -> timestamps.add(values.at(row), 1_000L, 1);
                        case MICROS -> row -> timestamps.add(values.at(row), 1, 1);
                        case NANOS -> row -> timestamps.add(values.at(row), 1, 1_000L);
                    };
            default -> row -> timestamps.add(values.at(row), MICROS_A_DAY, 1);
        };
    }

    private static void text(TypedField field, byte[] bytes, int from, int to) throws Refusal {
        if (from == to) {
            field.acceptEmpty();
        } else {
            field.accept(bytes, from, to, true);
        }
    }

    private static void text(TypedField.Texts texts, String text) throws Refusal {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        texts.accept(bytes, 0, bytes.length, true);
    }

    private boolean isMoment() {
        return schema.logicalType() instanceof LogicalType.TimestampType
                || schema.logicalType() instanceof LogicalType.DateType;
    }

    private boolean isUnsigned() {
        return schema.logicalType() instanceof LogicalType.IntType type && !type.isSigned();
    }

    private Refusal notRead() {
        return new Refusal(
                "is stored as %s%s, which is not read here"
                        .formatted(
                                schema.type(),
                                schema.logicalType() == null ? "" : " " + schema.logicalType()));
    }

    private Refusal isNot(TypedField field) {
        return new Refusal(
                        "is stored as %s, which is no %s"
                                .formatted(schema.type(), field.builder().build().type().text()))
                .inColumn(name);
    }
}
