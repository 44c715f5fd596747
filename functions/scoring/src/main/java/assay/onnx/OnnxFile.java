package assay.onnx;

import assay.onnx.OnnxModel.Element;
import assay.onnx.OnnxModel.Type;
import assay.onnx.OnnxModel.Value;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An ONNX file, walked through by its wire format (`onnx.proto`, IR version 3 to 13) without
/// building anything of it.
///
/// A field that occurs more often than it may is judged each time, since parsers merge, or take the
/// last. What the walk does not know, it passes over: the runtime does the same.
public final class OnnxFile {

    /// Operators that make a tensor of a shape that they are told.
    private static final Set<String> MAKERS = Set.of("ConstantOfShape", "Expand", "Tile");

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");

    private static final int OLDEST = 3;
    private static final int NEWEST = 13;
    private static final int LONGEST_SHAPE = 32;
    private static final int INT64 = 7;

    /// What is to be said of a file.
    public sealed interface Judged {
        /// It may be run.
        record Fit(OnnxModel model) implements Judged {}

        /// It may not.
        ///
        /// @param because names the part at fault, and says what to do
        record Unfit(String because) implements Judged {}
    }

    private final OnnxLimits limits;
    private final CodedInputStream in;

    private int nodes;
    private int graphs;
    private String within = "";
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final Set<String> initialisers = new HashSet<>();
    private final Set<String> functions = new HashSet<>();
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final List<Call> allCalls = new ArrayList<>();
    private final Map<String, List<Long>> whole = new HashMap<>();
    private final List<Made> made = new ArrayList<>();

    /// A node that names a domain which is no standard one: a function of the model must stand for
    /// it.
    private record Call(String node, String operator, String domain) {}

    /// A node that makes a tensor of a shape.
    private record Made(String node, String shape) {}

    private OnnxFile(byte[] file, OnnxLimits limits) {
        this.limits = limits;
        this.in = CodedInputStream.newInstance(file);
        in.setSizeLimit(Integer.MAX_VALUE);
    }

    /// Judges a file.
    public static Judged judge(byte[] file, OnnxLimits limits) {
        if (file.length > limits.bytes()) {
            return new Judged.Unfit(
                    "it has %,d bytes, and the limit is %,d"
                            .formatted(file.length, limits.bytes()));
        }
        try {
            return new Judged.Fit(new OnnxFile(file, limits).model());
        } catch (Refused e) {
            return new Judged.Unfit(e.because);
        } catch (InvalidProtocolBufferException e) {
            return new Judged.Unfit(
                    "it is no ONNX file, or a damaged one: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        } catch (IOException e) {
            return new Judged.Unfit("it is no ONNX file: " + e.getMessage());
        }
    }

    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final String because;

        Refused(String because) {
            super(because);
            this.because = because;
        }
    }

    // -------------------------------------------------------------------------------------
    // messages

    private interface Field {
        /// Reads the field with this number, or answers that it is none to read.
        boolean read(int number, int type) throws IOException;
    }

    private void message(Field field) throws IOException {
        int end = in.pushLimit(in.readRawVarint32());
        fields(field);
        if (in.getBytesUntilLimit() > 0) {
            throw new Refused("it is no ONNX file, or a damaged one: a message ends too early");
        }
        in.popLimit(end);
    }

    private void fields(Field field) throws IOException {
        while (true) {
            int tag = in.readTag();
            if (tag == 0) {
                return;
            }
            int type = WireFormat.getTagWireType(tag);
            if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
                throw new Refused("it is no ONNX file: it holds a group, which ONNX does not have");
            }
            if (!field.read(WireFormat.getTagFieldNumber(tag), type)) {
                in.skipField(tag);
            }
        }
    }

    private static boolean isMessage(int type) {
        return type == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private List<Long> numbers(int type, List<Long> before, int most, String what)
            throws IOException {
        if (type == WireFormat.WIRETYPE_VARINT) {
            before.add(in.readInt64());
        } else {
            int end = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                before.add(in.readInt64());
                if (before.size() > most) {
                    break;
                }
            }
            if (before.size() <= most) {
                in.popLimit(end);
            }
        }
        if (before.size() > most) {
            throw new Refused(what + " has more than " + most + " dimensions");
        }
        return before;
    }

    // ----------------------------------------------------------------------------------------
    // model

    private OnnxModel model() throws IOException {
        fields((number, type) -> {
            switch (number) {
                case 1 -> {
                    if (type != WireFormat.WIRETYPE_VARINT) {
                        throw new Refused("it is no ONNX file: its IR version is no number");
                    }
                    irVersion(in.readInt64());
                }
                case 7 -> {
                    if (!isMessage(type)) {
                        return false;
                    }
                    graphs++;
                    graph(1, "");
                }
                case 8 -> {
                    if (!isMessage(type)) {
                        return false;
                    }
                    opset();
                }
                case 20 ->
                        throw new Refused(
                                "it carries training information; export it for inference alone");
                case 25 -> {
                    if (!isMessage(type)) {
                        return false;
                    }
                    function();
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (graphs == 0) {
            throw new Refused("it is no ONNX file: it holds no graph");
        }
        domains();
        recursion();
        shapes();
        List<Value> fed = inputs.stream().filter(v -> !initialisers.contains(v.name())).toList();
        if (outputs.isEmpty()) {
            throw new Refused("its graph has no output");
        }
        return new OnnxModel(fed, outputs, nodes);
    }

    private static void irVersion(long version) throws Refused {
        if (version < OLDEST || version > NEWEST) {
            throw new Refused(
                    "its IR version is %d; export it as one of %d to %d"
                            .formatted(version, OLDEST, NEWEST));
        }
    }

    private void opset() throws IOException {
        message((number, type) -> {
            if (number != 1 || !isMessage(type)) {
                return false;
            }
            in.readString();
            return true;
        });
    }

    private void graph(int depth, String within) throws IOException {
        if (depth > limits.depth()) {
            throw new Refused(
                    "graphs lie within graphs more than %d deep, at %s; unroll them"
                            .formatted(limits.depth(), within));
        }
        message((number, type) -> {
            if (!isMessage(type)) {
                return false;
            }
            switch (number) {
                case 1 -> node(depth);
                case 5 -> {
                    Tensor tensor = tensor("an initialiser");
                    if (depth == 1) {
                        initialisers.add(tensor.name);
                    }
                }
                case 15 -> sparse("a sparse initialiser");
                case 11 -> {
                    Value value = value();
                    if (depth == 1) {
                        inputs.add(value);
                    }
                }
                case 12 -> {
                    Value value = value();
                    if (depth == 1) {
                        outputs.add(value);
                    }
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    // ----------------------------------------------------------------------------------------
    // nodes

    /// What is gathered of a node while its fields come in whatever order.
    private static final class Node {
        private String name = "";
        private String operator = "";
        private String domain = "";
        private final List<String> inputs = new ArrayList<>();
        private final List<String> outputs = new ArrayList<>();
        private final List<Long> constant = new ArrayList<>();

        String text() {
            String what = operator.isEmpty() ? "a node" : "the node " + operator;
            return name.isEmpty() ? what : what + " '" + shown(name) + "'";
        }
    }

    private void node(int depth) throws IOException {
        nodes++;
        if (nodes > limits.nodes()) {
            throw new Refused("it has more than %,d nodes, the limit".formatted(limits.nodes()));
        }
        Node node = new Node();
        message((number, type) -> {
            if (!isMessage(type)) {
                return false;
            }
            switch (number) {
                case 1 -> node.inputs.add(in.readString());
                case 2 -> node.outputs.add(in.readString());
                case 3 -> node.name = in.readString();
                case 4 -> {
                    node.operator = in.readString();
                    if (node.operator.startsWith("EPContext")) {
                        throw new Refused(
                                node.text()
                                        + " holds what was compiled for one machine; export the model without EPContext");
                    }
                }
                case 5 -> attribute(depth, node);
                case 7 -> node.domain = in.readString();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (!within.isEmpty()) {
            calls.computeIfAbsent(within, k -> new HashSet<>())
                    .add(canonical(node.domain) + ":" + node.operator);
        }
        if (!DOMAINS.contains(node.domain)) {
            allCalls.add(new Call(node.text(), node.operator, node.domain));
        }
        if (MAKERS.contains(node.operator)) {
            node.inputs.forEach(input -> made.add(new Made(node.text(), input)));
        }
        if (node.operator.equals("Constant") && !node.outputs.isEmpty()) {
            whole.put(node.outputs.getFirst(), List.copyOf(node.constant));
        }
    }

    private void attribute(int depth, Node node) throws IOException {
        message((number, type) -> {
            if (number == 8) {
                integers(node.constant, type);
                return true;
            }
            if (!isMessage(type)) {
                return false;
            }
            switch (number) {
                case 5, 10 -> {
                    Tensor tensor = tensor("a tensor of " + node.text());
                    if (tensor.element == INT64) {
                        node.constant.addAll(tensor.whole);
                    }
                }
                case 6, 11 -> graph(depth + 1, node.text());
                case 22, 23 -> sparse("a sparse tensor of " + node.text());
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private void function() throws IOException {
        // Names come after nodes or before them; nodes are gathered under a number of their own
        // first.
        within = "function " + functions.size() + " " + nodes;
        String place = within;
        String[] of = {"", ""};
        message((number, type) -> {
            if (!isMessage(type)) {
                return false;
            }
            switch (number) {
                case 1 -> of[0] = in.readString();
                case 7 -> node(1);
                case 10 -> of[1] = in.readString();
                case 11 -> attribute(1, new Node());
                default -> {
                    return false;
                }
            }
            return true;
        });
        within = "";
        String name = canonical(of[1]) + ":" + of[0];
        functions.add(name);
        Set<String> called = calls.remove(place);
        calls.computeIfAbsent(name, k -> new HashSet<>())
                .addAll(called == null ? Set.of() : called);
    }

    private static String canonical(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    /// An operator outside the standard is one of the model's own functions, or nobody knows it.
    private void domains() throws Refused {
        for (Call call : allCalls) {
            if (!functions.contains(call.domain + ":" + call.operator)) {
                throw new Refused(
                        "%s is of the domain '%s'; only ai.onnx and ai.onnx.ml are run here, so export the model with standard operators"
                                .formatted(call.node, shown(call.domain)));
            }
        }
    }

    private void recursion() throws Refused {
        Set<String> finished = new HashSet<>();
        for (String function : functions) {
            descend(function, new ArrayList<>(), finished);
        }
    }

    private void descend(String function, List<String> path, Set<String> finished) throws Refused {
        if (path.contains(function) || path.size() > limits.depth()) {
            throw new Refused(
                    "its function '%s' calls itself, or others more than %d deep; export the model with functions inlined"
                            .formatted(shown(function), limits.depth()));
        }
        if (!functions.contains(function) || finished.contains(function)) {
            return;
        }
        path.add(function);
        for (String called : calls.getOrDefault(function, Set.of())) {
            descend(called, path, finished);
        }
        path.removeLast();
        finished.add(function);
    }

    private void shapes() throws Refused {
        for (Made one : made) {
            List<Long> shape = whole.get(one.shape);
            if (shape != null
                    && shape.size() <= LONGEST_SHAPE
                    && shape.stream().allMatch(d -> d > 0)) {
                elements(shape, one.node);
            }
        }
    }

    // --------------------------------------------------------------------------------------
    // tensors

    private static final class Tensor {
        private String name = "";
        private int element;
        private final List<Long> dims = new ArrayList<>();
        private long held;
        private boolean raw;
        private final List<Long> whole = new ArrayList<>();

        String text(String what) {
            return name.isEmpty() ? what : what + " '" + shown(name) + "'";
        }
    }

    private Tensor tensor(String what) throws IOException {
        Tensor tensor = new Tensor();
        message((number, type) -> {
            switch (number) {
                case 1 -> numbers(type, tensor.dims, LONGEST_SHAPE, tensor.text(what));
                case 2 -> {
                    if (type != WireFormat.WIRETYPE_VARINT) {
                        return false;
                    }
                    tensor.element = in.readInt32();
                }
                case 8 -> {
                    if (!isMessage(type)) {
                        return false;
                    }
                    tensor.name = in.readString();
                }
                case 9 -> {
                    if (!isMessage(type)) {
                        return false;
                    }
                    raw(tensor);
                }
                case 7 -> tensor.held += integers(tensor.whole, type);
                case 4, 5, 6, 10, 11 -> {
                    if (!isMessage(type)) {
                        tensor.held++;
                        return false;
                    }
                    int length = in.readRawVarint32();
                    tensor.held += number == 6 ? 1 : length;
                    in.skipRawBytes(length);
                }
                case 13 -> throw external(tensor.text(what));
                case 14 -> {
                    if (type != WireFormat.WIRETYPE_VARINT || in.readInt32() != 0) {
                        throw external(tensor.text(what));
                    }
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
        check(tensor, what);
        return tensor;
    }

    private void raw(Tensor tensor) throws IOException {
        int length = in.readRawVarint32();
        tensor.raw = true;
        tensor.held += length;
        if (length <= 8 * LONGEST_SHAPE) {
            byte[] bytes = in.readRawBytes(length);
            tensor.whole.clear();
            for (int at = 0; at + 8 <= length; at += 8) {
                long value = 0;
                for (int i = 7; i >= 0; i--) {
                    value = value << 8 | bytes[at + i] & 0xFF;
                }
                tensor.whole.add(value);
            }
        } else {
            in.skipRawBytes(length);
        }
    }

    /// Reads whole numbers, and keeps as many as a shape may have.
    ///
    /// @return how many there were
    private long integers(List<Long> kept, int type) throws IOException {
        if (type == WireFormat.WIRETYPE_VARINT) {
            keep(kept, in.readInt64());
            return 1;
        }
        long read = 0;
        int end = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            keep(kept, in.readInt64());
            read++;
        }
        in.popLimit(end);
        return read;
    }

    private static void keep(List<Long> kept, long value) {
        if (kept.size() <= LONGEST_SHAPE) {
            kept.add(value);
        }
    }

    private static Refused external(String what) {
        return new Refused(
                what
                        + " lies in another file; only what is in the .onnx itself is read, so save the model as one file");
    }

    /// Whether what a tensor holds is what its shape says, and within the limits.
    private void check(Tensor tensor, String what) throws Refused {
        long elements = elements(tensor.dims, tensor.text(what));
        long width = width(tensor.element);
        if (tensor.raw && width > 0 && tensor.held != elements * width) {
            throw new Refused(
                    "%s says that it has %,d elements, and holds %,d bytes, not %,d"
                            .formatted(tensor.text(what), elements, tensor.held, elements * width));
        }
        if (!tensor.raw && elements > 0 && tensor.held * 8 < elements) {
            throw new Refused(
                    "%s says that it has %,d elements, and holds far fewer"
                            .formatted(tensor.text(what), elements));
        }
        if (tensor.element == INT64
                && tensor.whole.size() <= LONGEST_SHAPE
                && !tensor.name.isEmpty()) {
            whole.put(tensor.name, List.copyOf(tensor.whole));
        }
    }

    private long elements(List<Long> dims, String what) throws Refused {
        long elements = 1;
        for (long dim : dims) {
            if (dim < 0) {
                throw new Refused(what + " has the dimension " + dim);
            }
            long product = Math.multiplyHigh(elements, dim) == 0 ? elements * dim : -1;
            if (product < 0 || product > limits.elements()) {
                throw new Refused(
                        "%s has the shape %s, more than %,d elements, the limit"
                                .formatted(what, dims, limits.elements()));
            }
            elements = product;
        }
        return elements;
    }

    private static long width(int element) {
        return switch (element) {
            case 1, 6, 12 -> 4;
            case 7, 11, 13, 14 -> 8;
            case 4, 5, 10, 16 -> 2;
            case 2, 3, 9 -> 1;
            default -> 0;
        };
    }

    private void sparse(String what) throws IOException {
        message((number, type) -> {
            switch (number) {
                case 1, 2 -> {
                    if (!isMessage(type)) {
                        return false;
                    }
                    tensor("part of " + what);
                }
                case 3 -> elements(numbers(type, new ArrayList<>(), LONGEST_SHAPE, what), what);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    // ----------------------------------------------------------------------------------------
    // types

    private Value value() throws IOException {
        String[] name = {""};
        Type[] of = {new Type.Other("nothing said")};
        message((number, type) -> {
            if (!isMessage(type)) {
                return false;
            }
            switch (number) {
                case 1 -> name[0] = in.readString();
                case 2 -> of[0] = type(1);
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new Value(name[0], of[0]);
    }

    private Type type(int depth) throws IOException {
        if (depth > limits.depth()) {
            throw new Refused("the type of an input or output lies too deep");
        }
        Type[] of = {new Type.Other("something else")};
        message((number, type) -> {
            if (!isMessage(type)) {
                return false;
            }
            switch (number) {
                case 1 -> of[0] = tensorType();
                case 4 -> of[0] = sequence(depth);
                case 5 -> of[0] = map(depth);
                default -> {
                    return false;
                }
            }
            return true;
        });
        return of[0];
    }

    private Type tensorType() throws IOException {
        int[] element = {0};
        List<Long> shape = new ArrayList<>();
        message((number, type) -> {
            if (number == 1 && type == WireFormat.WIRETYPE_VARINT) {
                element[0] = in.readInt32();
                return true;
            }
            if (number == 2 && isMessage(type)) {
                message((inner, kind) -> {
                    if (inner != 1 || !isMessage(kind)) {
                        return false;
                    }
                    shape.add(dimension());
                    if (shape.size() > LONGEST_SHAPE) {
                        throw new Refused(
                                "an input or output has more than "
                                        + LONGEST_SHAPE
                                        + " dimensions");
                    }
                    return true;
                });
                return true;
            }
            return false;
        });
        return new Type.Tensor(Element.of(element[0]), shape);
    }

    private long dimension() throws IOException {
        long[] size = {-1};
        message((number, type) -> {
            if (number != 1 || type != WireFormat.WIRETYPE_VARINT) {
                return false;
            }
            size[0] = in.readInt64();
            return true;
        });
        return size[0] <= 0 ? -1 : size[0];
    }

    private Type sequence(int depth) throws IOException {
        Type[] of = {new Type.Other("a sequence")};
        message((number, type) -> {
            if (number != 1 || !isMessage(type)) {
                return false;
            }
            of[0] = type(depth + 1);
            return true;
        });
        return of[0] instanceof Type.MapForEachRow map ? map : new Type.Other("a sequence");
    }

    private Type map(int depth) throws IOException {
        int[] key = {0};
        message((number, type) -> {
            if (number == 1 && type == WireFormat.WIRETYPE_VARINT) {
                key[0] = in.readInt32();
                return true;
            }
            if (number == 2 && isMessage(type)) {
                type(depth + 1);
                return true;
            }
            return false;
        });
        return new Type.MapForEachRow(Element.of(key[0]));
    }

    /// A name out of the file, as far as it is fit to be shown.
    private static String shown(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}]", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
