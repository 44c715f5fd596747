package assay.onnx;

import java.util.function.ToLongFunction;

/// How much of a stranger's model is looked at before it is refused.
///
/// @param bytes of the file
/// @param nodes of all graphs and functions together
/// @param elements of one tensor, written down or made from a shape that is
/// @param depth of graphs within graphs
public record OnnxLimits(long bytes, int nodes, long elements, int depth) {

    /// What one function with a few GB of memory runs.
    public static final OnnxLimits DEFAULT = new OnnxLimits(512L << 20, 100_000, 1L << 28, 8);

    /// Limits as a function's environment states them: `MODEL_BYTES`, `MODEL_NODES`; the rest as
    /// usual.
    public static OnnxLimits of(ToLongFunction<String> most) {
        return new OnnxLimits(
                most.applyAsLong("MODEL_BYTES"),
                Math.toIntExact(most.applyAsLong("MODEL_NODES")),
                DEFAULT.elements,
                DEFAULT.depth);
    }

    public OnnxLimits {
        if (bytes < 1 || bytes > Integer.MAX_VALUE - 8 || nodes < 1 || elements < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "each limit is at least 1, and bytes below 2 GiB: bytes %d, nodes %d, elements %d, depth %d"
                            .formatted(bytes, nodes, elements, depth));
        }
    }
}
