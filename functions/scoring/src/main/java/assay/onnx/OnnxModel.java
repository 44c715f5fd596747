package assay.onnx;

import java.util.List;

/// What a model takes and gives.
///
/// @param inputs in order, without those that the model itself holds
/// @param outputs in order
/// @param nodes of all graphs and functions together
public record OnnxModel(List<Value> inputs, List<Value> outputs, int nodes) {

    public OnnxModel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// An input or output.
    public record Value(String name, Type type) {}

    /// What a value is.
    public sealed interface Type {
        /// As a person would write it.
        String text();

        /// Numbers or texts.
        ///
        /// @param element what each is
        /// @param shape sizes along each dimension, -1 where it is open; empty for a single one
        record Tensor(Element element, List<Long> shape) implements Type {
            public Tensor {
                shape = List.copyOf(shape);
            }

            @Override
            public String text() {
                StringBuilder text = new StringBuilder(element.word()).append("[");
                for (int i = 0; i < shape.size(); i++) {
                    text.append(i == 0 ? "" : ", ").append(shape.get(i) < 0 ? "n" : shape.get(i));
                }
                return text.append("]").toString();
            }
        }

        /// A map for each row, as classifiers of scikit-learn and LightGBM give.
        ///
        /// @param key what classes are named by
        record MapForEachRow(Element key) implements Type {
            @Override
            public String text() {
                return "a map from " + key.word() + " for each row";
            }
        }

        /// Anything else.
        record Other(String text) implements Type {}
    }

    /// What a tensor holds, by `TensorProto.DataType`.
    public enum Element {
        FLOAT(1),
        UINT8(2),
        INT8(3),
        UINT16(4),
        INT16(5),
        INT32(6),
        INT64(7),
        STRING(8),
        BOOL(9),
        FLOAT16(10),
        DOUBLE(11),
        UINT32(12),
        UINT64(13),
        UNKNOWN(0);

        private final int number;

        Element(int number) {
            this.number = number;
        }

        /// The element with this number; {@link #UNKNOWN} for those that no feature has.
        static Element of(int number) {
            for (Element element : values()) {
                if (element.number == number) {
                    return element;
                }
            }
            return UNKNOWN;
        }

        /// As messages name it.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
