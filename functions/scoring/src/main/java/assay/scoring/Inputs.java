package assay.scoring;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.onnx.OnnxModel;
import assay.onnx.OnnxModel.Element;
import assay.onnx.OnnxModel.Type.Tensor;
import assay.onnx.OnnxModel.Value;
import assay.profile.BooleanColumn;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.profile.TimestampColumn;
import assay.tables.Expected.Wanted;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/// Which of the dataset's columns go into which of the model's inputs.
///
/// The manifest's `inputs` are dealt out to the model's inputs: by name where each of them is named
/// like one, else in order, as many as each is wide. So a model takes one matrix of all features,
/// or one column each, or some of both.
final class Inputs {

    private static final Set<Element> NUMERIC =
            Set.of(Element.FLOAT, Element.DOUBLE, Element.INT64, Element.INT32, Element.BOOL);

    private final List<Slot> slots;
    private final long batch;

    /// @param value the model's input
    /// @param flat whether it has rows alone, and no columns
    private record Slot(Value value, Element element, boolean flat, List<Feature> features) {}

    private Inputs(List<Slot> slots, long batch) {
        this.slots = List.copyOf(slots);
        this.batch = batch;
    }

    /// @param names the manifest's inputs
    /// @param columns of the dataset
    static Inputs of(OnnxModel model, List<String> names, List<ColumnEntry> columns, String dataset)
            throws Refusal {
        if (names.isEmpty()) {
            throw new Refusal(
                    "/inputs",
                    "the manifest names no inputs; list the feature columns in the order in which the model takes them");
        }
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            features.add(Feature.of(names.get(i), i, columns, dataset));
        }
        List<List<Feature>> dealt = dealt(model.inputs(), features);
        List<Slot> slots = new ArrayList<>();
        long batch = -1;
        for (int i = 0; i < dealt.size(); i++) {
            Value value = model.inputs().get(i);
            Tensor tensor = tensor(value);
            long first = tensor.shape().isEmpty() ? -1 : tensor.shape().getFirst();
            if (first > 0 && batch > 0 && first != batch) {
                throw new Refusal(
                        "its inputs want %d and %d rows at once; export it with an open first dimension"
                                .formatted(batch, first));
            }
            batch = first > 0 ? first : batch;
            for (Feature feature : dealt.get(i)) {
                check(feature, value, tensor.element());
            }
            slots.add(new Slot(value, tensor.element(), tensor.shape().size() == 1, dealt.get(i)));
        }
        return new Inputs(slots, batch);
    }

    private static List<List<Feature>> dealt(List<Value> values, List<Feature> features)
            throws Refusal {
        Map<String, Feature> byName =
                features.stream().collect(Collectors.toMap(Feature::name, f -> f, (a, b) -> a));
        if (values.size() == features.size()
                && values.stream().allMatch(v -> byName.containsKey(v.name()))) {
            List<List<Feature>> dealt = new ArrayList<>();
            for (Value value : values) {
                if (width(value) > 1) {
                    throw disagreeing(values, features);
                }
                dealt.add(List.of(byName.get(value.name())));
            }
            return dealt;
        }
        long fixed = 0;
        int open = 0;
        for (Value value : values) {
            long width = width(value);
            fixed += Math.max(0, width);
            open += width < 0 ? 1 : 0;
        }
        long rest = features.size() - fixed;
        if (open > 1 || rest < 0 || (open == 0 && rest > 0) || (open == 1 && rest == 0)) {
            throw disagreeing(values, features);
        }
        List<List<Feature>> dealt = new ArrayList<>();
        int at = 0;
        for (Value value : values) {
            long width = width(value);
            int to = at + Math.toIntExact(width < 0 ? rest : width);
            dealt.add(features.subList(at, to));
            at = to;
        }
        return dealt;
    }

    private static Refusal disagreeing(List<Value> values, List<Feature> features) {
        return new Refusal(
                "/inputs",
                "the model takes %s, and the manifest lists %d inputs: %s"
                        .formatted(
                                values.stream()
                                        .limit(10)
                                        .map(v -> v.name() + " " + v.type().text())
                                        .collect(Collectors.joining(", ")),
                                features.size(),
                                features.stream()
                                        .limit(10)
                                        .map(Feature::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static Tensor tensor(Value value) throws Refusal {
        if (value.type() instanceof Tensor tensor && tensor.shape().size() <= 2) {
            if (tensor.element() != Element.STRING && !NUMERIC.contains(tensor.element())) {
                throw new Refusal(
                        "its input '%s' is %s; export it with float, double, int64, int32, bool or string inputs"
                                .formatted(value.name(), tensor.text()));
            }
            return tensor;
        }
        throw new Refusal(
                "its input '%s' is %s; rows of features go into tensors of one or two dimensions"
                        .formatted(value.name(), value.type().text()));
    }

    /// Features that the input takes for each row; -1 where that is open.
    private static long width(Value value) throws Refusal {
        List<Long> shape = tensor(value).shape();
        return shape.size() < 2 ? 1 : shape.get(1);
    }

    private static void check(Feature feature, Value value, Element element) throws Refusal {
        boolean number = feature.value().isPresent() || feature.type() != ColumnType.STRING;
        if (element == Element.STRING && feature.value().isEmpty()) {
            return;
        }
        if (element == Element.STRING || !number || feature.type() == ColumnType.TIMESTAMP) {
            throw new Refusal(
                    "/inputs",
                    "its input '%s' is %s, and the column '%s' holds %s%s"
                            .formatted(
                                    value.name(),
                                    value.type().text(),
                                    feature.column(),
                                    feature.type().text(),
                                    feature.type() == ColumnType.STRING
                                            ? "; name one input <column>_<value> for each value, or export the model with string inputs"
                                            : ""));
        }
    }

    /// The rows that the model takes at once; empty where it takes any number.
    java.util.OptionalInt batch() {
        return batch < 0
                ? java.util.OptionalInt.empty()
                : java.util.OptionalInt.of(Math.toIntExact(Math.min(batch, Integer.MAX_VALUE)));
    }

    /// Numbers and texts for each row.
    int width() {
        return slots.stream().mapToInt(s -> s.features().size()).sum();
    }

    /// The dataset's columns that go in, in order, each once.
    List<Wanted> wanted() {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        slots.forEach(slot ->
                slot.features()
                        .forEach(f -> wanted.put(f.column(), Wanted.of(f.column(), f.type()))));
        return List.copyOf(wanted.values());
    }

    /// The rows of a column that make up a batch: the batch's own, or others in their place.
    interface Rows {
        int[] of(String column);
    }

    /// What is fed to the model.
    ///
    /// @param size rows in the batch
    Map<String, OnnxTensor> feed(OrtEnvironment environment, Table table, int size, Rows rows)
            throws OrtException, Refusal {
        Map<String, OnnxTensor> fed = new HashMap<>();
        try {
            for (Slot slot : slots) {
                fed.put(slot.value().name(), tensor(environment, slot, table, size, rows));
            }
            return fed;
        } catch (OrtException | Refusal | RuntimeException e) {
            fed.values().forEach(OnnxTensor::close);
            throw e;
        }
    }

    private static OnnxTensor tensor(
            OrtEnvironment environment, Slot slot, Table table, int size, Rows rows)
            throws OrtException, Refusal {
        int width = slot.features().size();
        long[] shape = slot.flat() ? new long[] {size} : new long[] {size, width};
        if (slot.element() == Element.STRING) {
            return OnnxTensor.createTensor(environment, texts(slot, table, size, rows), shape);
        }
        int bytes = bytes(slot.element());
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(Math.multiplyExact(size * width, bytes))
                        .order(ByteOrder.nativeOrder());
        for (int c = 0; c < width; c++) {
            Feature feature = slot.features().get(c);
            int[] at = rows.of(feature.column());
            IntToDoubleFunction numbers = numbers(feature, table.column(feature.column()));
            for (int r = 0; r < size; r++) {
                double value = numbers.applyAsDouble(at[r]);
                int place = (r * width + c) * bytes;
                if (slot.element() == Element.INT64
                        && feature.value().isEmpty()
                        && table.column(feature.column()) instanceof IntegerColumn whole
                        && !whole.isNull(at[r])) {
                    buffer.putLong(place, whole.value(at[r]));
                } else {
                    put(buffer, place, slot, feature, value, at[r]);
                }
            }
        }
        return switch (slot.element()) {
            case FLOAT -> OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, buffer.asDoubleBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, buffer.asLongBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, buffer.asIntBuffer(), shape);
            default -> OnnxTensor.createTensor(environment, buffer, shape, OnnxJavaType.BOOL);
        };
    }

    private static int bytes(Element element) {
        return switch (element) {
            case DOUBLE, INT64 -> 8;
            case BOOL -> 1;
            default -> 4;
        };
    }

    private static void put(
            ByteBuffer buffer, int place, Slot slot, Feature feature, double value, int row)
            throws Refusal {
        switch (slot.element()) {
            case FLOAT -> buffer.putFloat(place, (float) value);
            case DOUBLE -> buffer.putDouble(place, value);
            default -> {
                if (Double.isNaN(value)) {
                    throw new Refusal(
                            "the column '%s' is empty in row %,d, and its input '%s' is %s, which has no empty value"
                                    .formatted(
                                            feature.column(),
                                            row + 1,
                                            slot.value().name(),
                                            slot.value().type().text()));
                }
                if (value != Math.rint(value)) {
                    throw new Refusal(
                            "the column '%s' is %s in row %,d, and its input '%s' is %s, which takes whole numbers"
                                    .formatted(
                                            feature.column(),
                                            value,
                                            row + 1,
                                            slot.value().name(),
                                            slot.value().type().text()));
                }
                switch (slot.element()) {
                    case INT64 -> buffer.putLong(place, (long) value);
                    case INT32 ->
                            buffer.putInt(
                                    place,
                                    Math.clamp((long) value, Integer.MIN_VALUE, Integer.MAX_VALUE));
                    default -> buffer.put(place, (byte) (value == 0 ? 0 : 1));
                }
            }
        }
    }

    private static String[] texts(Slot slot, Table table, int size, Rows rows) {
        int width = slot.features().size();
        String[] texts = new String[size * width];
        for (int c = 0; c < width; c++) {
            String name = slot.features().get(c).column();
            Column column = table.column(name);
            int[] at = rows.of(name);
            for (int r = 0; r < size; r++) {
                texts[r * width + c] = column.text(at[r]);
            }
        }
        return texts;
    }

    /// NaN where the column is empty.
    private static IntToDoubleFunction numbers(Feature feature, Column column) {
        if (feature.value().isPresent()) {
            return isValue(column, feature.value().get());
        }
        return switch (column) {
            case NumberColumn numbers -> numbers::value;
            case IntegerColumn whole -> row -> whole.isNull(row) ? Double.NaN : whole.value(row);
            case BooleanColumn truths ->
                    row -> truths.isNull(row) ? Double.NaN : truths.value(row) ? 1 : 0;
            case TextColumn texts -> row -> Double.NaN;
            case TimestampColumn times -> row -> Double.NaN;
        };
    }

    private static IntToDoubleFunction isValue(Column column, String value) {
        if (column instanceof TextColumn texts && texts.isCoded()) {
            int wanted = -1;
            for (int code = 0; code < texts.entries(); code++) {
                wanted = texts.entry(code).equals(value) ? code : wanted;
            }
            int code = wanted;
            return row -> !texts.isNull(row) && texts.code(row) == code ? 1 : 0;
        }
        return row -> !column.isNull(row) && column.text(row).equals(value) ? 1 : 0;
    }
}
