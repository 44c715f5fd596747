package assay.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import assay.onnx.OnnxFile.Judged;
import assay.onnx.OnnxModel.Value;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model is judged by its bytes, and every refusal names what is at fault.
class OnnxFileTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(RESOURCES.resolve(name + ".onnx"));
    }

    private static String judged(byte[] file, OnnxLimits limits) {
        return switch (OnnxFile.judge(file, limits)) {
            case Judged.Fit(OnnxModel model) -> text(model);
            case Judged.Unfit(String because) -> because;
        };
    }

    private static String text(OnnxModel model) {
        StringBuilder text = new StringBuilder();
        for (Value input : model.inputs()) {
            text.append(input.name()).append(' ').append(input.type().text()).append(", ");
        }
        text.append("->");
        for (Value output : model.outputs()) {
            text.append(' ').append(output.name()).append(' ').append(output.type().text());
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matrix|features float[n, 5], -> label int64[n] probabilities float[n, 2]",
                "zipmap|features float[n, 5], -> output_label int64[n] output_probability a map from int64 for each row",
                "columns|age int64[n, 1], income float[n, 1], plan string[n, 1], -> label int64[n] probabilities float[n, 2]",
                "doubles|x double[n, 2], -> label string[n] probabilities double[n, 3]",
                "multimap|x float[n, 2], -> output_label string[n] output_probability a map from string for each row",
                "fixed|x float[64, 2], -> p float[64]",
                "flags|active bool[n], age int64[n], -> y float[n]"
            })
    void whatAModelTakesAndGivesIsRead(String name, String wanted) throws IOException {
        assertThat(judged(file("models/" + name), OnnxLimits.DEFAULT)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated|it is no ONNX file, or a damaged one",
                "not-onnx|it is no ONNX file",
                "empty|it is no ONNX file: it holds no graph",
                "external-data|an initialiser 'w' lies in another file; only what is in the .onnx itself is read, so save the model as one file",
                "unknown-domain|the node Evil 'boo' is of the domain 'com.evil'; only ai.onnx and ai.onnx.ml are run here, so export the model with standard operators",
                "compiled|the node EPContext holds what was compiled for one machine; export the model without EPContext",
                "huge-dims|an initialiser 'w' has the shape [1099511627776, 1048576], more than 268,435,456 elements, the limit",
                "bomb|an initialiser 'w' says that it has 100,000,000 elements, and holds 4 bytes, not 400,000,000",
                "made-huge|the node ConstantOfShape 'fill' has the shape [1048576, 1048576], more than 268,435,456 elements, the limit",
                "deep|graphs lie within graphs more than 8 deep, at the node If; unroll them",
                "recursive|its function 'own:again' calls itself, or others more than 8 deep; export the model with functions inlined"
            })
    void everyHostileFileIsRefusedInWords(String name, String because) throws IOException {
        assertThat(OnnxFile.judge(file("hostile/" + name), OnnxLimits.DEFAULT))
                .isInstanceOf(Judged.Unfit.class);
        assertThat(judged(file("hostile/" + name), OnnxLimits.DEFAULT)).startsWith(because);
    }

    @Test
    void theLimitsOnBytesAndNodesAreTold() throws IOException {
        byte[] file = file("models/columns");
        assertThat(judged(file, new OnnxLimits(1_000, 9, 9, 9)))
                .isEqualTo("it has %,d bytes, and the limit is 1,000".formatted(file.length));
        assertThat(judged(file, new OnnxLimits(1 << 20, 3, 1 << 20, 8)))
                .isEqualTo("it has more than 3 nodes, the limit");
    }

    /// Whatever bytes come, an answer comes back, and no exception.
    @ParameterizedTest
    @ValueSource(strings = {"models/columns", "models/multimap", "hostile/deep", "hostile/endless"})
    void damagedBytesNeverThrow(String name) throws IOException {
        byte[] file = file(name);
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = file.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            assertThat(OnnxFile.judge(Arrays.copyOf(damaged, length), OnnxLimits.DEFAULT))
                    .isNotNull();
        }
    }

    @Test
    void anOldFileIsToldItsVersion() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64(1, 2);
        out.flush();
        assertThat(judged(bytes.toByteArray(), OnnxLimits.DEFAULT))
                .isEqualTo("its IR version is 2; export it as one of 3 to 13");
    }
}
