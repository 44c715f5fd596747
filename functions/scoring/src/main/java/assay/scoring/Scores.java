package assay.scoring;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import assay.manifest.ModelManifest;
import assay.onnx.OnnxModel;
import assay.onnx.OnnxModel.Element;
import assay.onnx.OnnxModel.Type;
import assay.onnx.OnnxModel.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of the model's outputs is read, and how numbers come out of it.
final class Scores {

    /// Rounding that a probability in single precision may show beyond 0 and 1.
    private static final double ROUNDING = 1e-5;

    private static final Set<Element> NUMBERS =
            Set.of(Element.FLOAT, Element.DOUBLE, Element.INT64, Element.INT32);

    private final String output;
    private final ModelManifest manifest;
    private final List<String> classes;

    private Scores(String output, ModelManifest manifest, List<String> classes) {
        this.output = output;
        this.manifest = manifest;
        this.classes = classes;
    }

    static Scores of(OnnxModel model, ModelManifest manifest) throws Refusal {
        Value value = chosen(model, manifest);
        boolean classifier = isClassifier(manifest);
        List<String> classes = manifest.classes();
        if (manifest.task().equals("multiclass") && classes.isEmpty()) {
            throw new Refusal(
                    "/classes",
                    "the manifest names no classes; list them in the order of the model's probabilities");
        }
        if (manifest.task().equals("binary")) {
            classes = classes.isEmpty() ? List.of("", manifest.positiveClass()) : classes;
            if (!classes.contains(manifest.positiveClass())) {
                throw new Refusal(
                        "/output/positive",
                        "the positive class '%s' is none of the classes %s"
                                .formatted(manifest.positiveClass(), classes));
            }
        }
        switch (value.type()) {
            case Type.Tensor tensor
                    when NUMBERS.contains(tensor.element())
                            && !(classifier && isLabel(tensor)) -> {}
            case Type.MapForEachRow map when classifier -> {}
            default ->
                    throw new Refusal(
                            "/output/tensor",
                            "its output '%s' is %s, and the task is %s, which takes %s"
                                    .formatted(
                                            value.name(),
                                            value.type().text(),
                                            manifest.task(),
                                            classifier
                                                    ? "probabilities: float[n, classes], or a map for each row"
                                                    : "one number for each row"));
        }
        return new Scores(value.name(), manifest, List.copyOf(classes));
    }

    private static boolean isClassifier(ModelManifest manifest) {
        return manifest.task().equals("binary") || manifest.task().equals("multiclass");
    }

    private static boolean isLabel(Type.Tensor tensor) {
        return tensor.element() == Element.INT64 || tensor.element() == Element.INT32;
    }

    private static Value chosen(OnnxModel model, ModelManifest manifest) throws Refusal {
        String wanted = manifest.output() == null ? null : manifest.output().tensor();
        if (wanted != null) {
            return model.outputs().stream()
                    .filter(v -> v.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() ->
                            new Refusal(
                                    "/output/tensor",
                                    "the model has no output '%s'; it has %s"
                                            .formatted(
                                                    wanted,
                                                    model.outputs().stream()
                                                            .map(Value::name)
                                                            .limit(20)
                                                            .collect(Collectors.joining(", ")))));
        }
        // Classifiers give a label first, and probabilities beside it.
        return model.outputs().stream()
                .filter(v ->
                        switch (v.type()) {
                            case Type.Tensor t ->
                                    t.element() == Element.FLOAT || t.element() == Element.DOUBLE;
                            case Type.MapForEachRow m -> isClassifier(manifest);
                            case Type.Other other -> false;
                        })
                .findFirst()
                .orElse(model.outputs().getFirst());
    }

    /// The output's name.
    String output() {
        return output;
    }

    /// How many numbers there are for each row: columns of the predictions.
    int width() {
        return manifest.task().equals("multiclass") ? classes.size() : 1;
    }

    /// Reads what the model gave for a batch.
    ///
    /// @param into columns of numbers, filled from row `from` on
    /// @param rows of the batch; the model may have been given more to fill it up
    void read(OnnxValue value, double[][] into, int from, int rows, int given)
            throws OrtException, Refusal {
        double[][] numbers =
                switch (value) {
                    case OnnxTensor tensor -> tensor(tensor, given);
                    case OnnxSequence maps -> maps(maps, given);
                    default ->
                            throw new Refusal(
                                    "/output/tensor",
                                    "its output '%s' turned out to be %s"
                                            .formatted(output, value.getType()));
                };
        for (int column = 0; column < numbers.length; column++) {
            for (int row = 0; row < rows; row++) {
                into[column][from + row] = checked(numbers[column][row], from + row);
            }
        }
    }

    private double checked(double number, int row) throws Refusal {
        if (Double.isFinite(number) && !isClassifier(manifest)) {
            return number;
        }
        if (number >= -ROUNDING && number <= 1 + ROUNDING) {
            return Math.clamp(number, 0, 1);
        }
        throw new Refusal(
                isClassifier(manifest)
                        ? "its output '%s' is %s for row %,d, which is no probability; if it gives logits, end the model with Sigmoid or Softmax"
                                .formatted(output, number, row + 1)
                        : "its output '%s' is %s for row %,d; every row is to have a finite number"
                                .formatted(output, number, row + 1));
    }

    private double[][] tensor(OnnxTensor tensor, int given) throws Refusal {
        long[] shape = tensor.getInfo().getShape();
        long all = 1;
        for (long size : shape) {
            all *= size;
        }
        long rows = shape.length == 0 ? 1 : shape[0];
        if (rows != given || shape.length > 2 || all == 0) {
            throw new Refusal(
                    "/output/tensor",
                    "its output '%s' has the shape %s for %,d rows; it is to have one row of numbers for each"
                            .formatted(output, java.util.Arrays.toString(shape), given));
        }
        int width = Math.toIntExact(all / rows);
        double[] flat = flat(tensor, Math.toIntExact(all));
        int[] columns = columns(width);
        double[][] numbers = new double[columns.length][given];
        for (int c = 0; c < columns.length; c++) {
            for (int r = 0; r < given; r++) {
                numbers[c][r] = flat[r * width + columns[c]];
            }
        }
        return numbers;
    }

    /// Which of the numbers of a row are read.
    private int[] columns(int width) throws Refusal {
        return switch (manifest.task()) {
            case "binary" -> {
                if (width > 2) {
                    throw wide(width, "2, or the positive class's alone");
                }
                yield new int[] {width == 1 ? 0 : classes.indexOf(manifest.positiveClass())};
            }
            case "multiclass" -> {
                if (width != classes.size()) {
                    throw wide(width, classes.size() + ", one for each class");
                }
                int[] all = new int[width];
                for (int i = 0; i < width; i++) {
                    all[i] = i;
                }
                yield all;
            }
            default -> {
                if (width != 1) {
                    throw wide(width, "1");
                }
                yield new int[] {0};
            }
        };
    }

    private Refusal wide(int width, String wanted) {
        return new Refusal(
                "/output/tensor",
                "its output '%s' has %d numbers for each row; the task %s takes %s"
                        .formatted(output, width, manifest.task(), wanted));
    }

    private double[] flat(OnnxTensor tensor, int all) throws Refusal {
        double[] flat = new double[all];
        switch (tensor.getInfo().type) {
            case FLOAT -> {
                var buffer = tensor.getFloatBuffer();
                for (int i = 0; i < all; i++) {
                    flat[i] = buffer.get(i);
                }
            }
            case DOUBLE -> tensor.getDoubleBuffer().get(flat);
            case INT64 -> {
                var buffer = tensor.getLongBuffer();
                for (int i = 0; i < all; i++) {
                    flat[i] = buffer.get(i);
                }
            }
            case INT32 -> {
                var buffer = tensor.getIntBuffer();
                for (int i = 0; i < all; i++) {
                    flat[i] = buffer.get(i);
                }
            }
            default ->
                    throw new Refusal(
                            "/output/tensor",
                            "its output '%s' turned out to hold %s"
                                    .formatted(output, tensor.getInfo().type));
        }
        return flat;
    }

    private double[][] maps(OnnxSequence sequence, int given) throws OrtException, Refusal {
        List<? extends OnnxValue> rows = sequence.getValue();
        try {
            if (rows.size() != given) {
                throw new Refusal(
                        "/output/tensor",
                        "its output '%s' has %,d maps for %,d rows"
                                .formatted(output, rows.size(), given));
            }
            List<String> labels =
                    manifest.task().equals("binary") ? List.of(manifest.positiveClass()) : classes;
            double[][] numbers = new double[labels.size()][given];
            for (int row = 0; row < given; row++) {
                if (!(rows.get(row) instanceof OnnxMap map)) {
                    throw new Refusal(
                            "/output/tensor",
                            "its output '%s' is no map for row %,d".formatted(output, row + 1));
                }
                Map<String, Double> probabilities = new HashMap<>();
                map.getValue()
                        .forEach((label, p) ->
                                probabilities.put(
                                        canonical(String.valueOf(label)),
                                        ((Number) p).doubleValue()));
                for (int i = 0; i < labels.size(); i++) {
                    Double probability = probabilities.get(canonical(labels.get(i)));
                    if (probability == null) {
                        throw new Refusal(
                                "/classes",
                                "its output '%s' names the classes %s, and the manifest '%s'"
                                        .formatted(
                                                output,
                                                map.getValue().keySet().stream()
                                                        .map(String::valueOf)
                                                        .limit(20)
                                                        .sorted()
                                                        .toList(),
                                                labels.get(i)));
                    }
                    numbers[i][row] = probability;
                }
            }
            return numbers;
        } finally {
            rows.forEach(OnnxValue::close);
        }
    }

    /// As labels are compared everywhere: `1`, `1.0` and `true` are the same.
    private static String canonical(String label) {
        return switch (label) {
            case "1", "1.0", "true", "True" -> "true";
            case "0", "0.0", "false", "False" -> "false";
            default -> label;
        };
    }

    /// Empty columns for so many rows.
    double[][] columns(long rows) {
        List<double[]> columns = new ArrayList<>();
        for (int i = 0; i < width(); i++) {
            columns.add(new double[Math.toIntExact(rows)]);
        }
        return columns.toArray(double[][]::new);
    }
}
