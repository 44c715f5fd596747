package assay.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import assay.profile.Table;
import assay.tables.NativeLibraries;
import java.util.Map;
import java.util.Set;

/// A model that may run: with so many threads, without spinning, without hoarding memory, until it
/// is told to stop.
///
/// Nothing of the graph is computed while the session is made: what would be folded is run with the
/// rest, where it can be stopped.
final class Cell implements AutoCloseable {

    private static final OrtEnvironment ENVIRONMENT;

    static {
        NativeLibraries.locate(
                OrtEnvironment.class,
                "ai/onnxruntime/native/linux-%s/libonnxruntime.so"
                        .formatted(NativeLibraries.processor("x64")),
                "onnxruntime.native.path");
        ENVIRONMENT =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "assay");
    }

    private final OrtSession session;
    private final RunOptions run;
    private final Inputs inputs;
    private final Scores scores;

    private Cell(OrtSession session, RunOptions run, Inputs inputs, Scores scores) {
        this.session = session;
        this.run = run;
        this.inputs = inputs;
        this.scores = scores;
    }

    static Cell of(byte[] model, int threads, Inputs inputs, Scores scores) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.NO_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            options.addConfigEntry("session.load_model_format", "ONNX");
            return new Cell(
                    ENVIRONMENT.createSession(model, options), new RunOptions(), inputs, scores);
        }
    }

    /// Runs some rows.
    ///
    /// @param rows of each column, `given` of them
    /// @param into columns of scores, filled from `from` on with `wanted` rows
    void run(Table table, Inputs.Rows rows, int given, int wanted, double[][] into, int from)
            throws OrtException, Refusal {
        Map<String, OnnxTensor> fed = inputs.feed(ENVIRONMENT, table, given, rows);
        try (OrtSession.Result result = session.run(fed, Set.of(scores.output()), run)) {
            OnnxValue value = result.get(0);
            scores.read(value, into, from, wanted, given);
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    /// Stops what runs, and whatever is to run after it.
    void stop() {
        try {
            run.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException("the runtime cannot be told to stop", e);
        }
    }

    @Override
    public void close() throws OrtException {
        run.close();
        session.close();
    }
}
