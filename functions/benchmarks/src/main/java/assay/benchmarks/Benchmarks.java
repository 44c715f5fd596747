package assay.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The entry of `benchmarks.jar`:
///
/// - `statistics [rows…]`: the same columns through Python and Java, as ratios;
/// - `simulate [file]`: how often intervals cover and tests err, as a table;
/// - `simulate-experiments [file] [runs]`: how often experiments err and how soon they decide;
/// - `evaluate [--intake | --read] folder`: a folder laid out as the uploads bucket, to its
///   verdict;
/// - `train folders…`: the same of several, for the classes that the build leaves beside the jar;
/// - `experiment [--events N] …`: an experiment's logs, drawn and analysed, against polars;
/// - `evaluations [python] [most rows]`: such folders through Python and Java, as ratios;
/// - `scoring [python] [rows]`: models through onnxruntime in Python and through `scoring`;
/// - anything else: JMH's own options.
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String... arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "statistics" ->
                    AgainstPython.print(
                            arguments.length == 1
                                    ? new int[] {1_000_000, 10_000_000}
                                    : Arrays.stream(arguments)
                                            .skip(1)
                                            .mapToInt(Integer::parseInt)
                                            .toArray());
            case "simulate" ->
                    Simulations.write(
                            Path.of(arguments.length > 1 ? arguments[1] : "simulations.md"));
            case "simulate-experiments" ->
                    ExperimentSimulations.write(
                            Path.of(
                                    arguments.length > 1
                                            ? arguments[1]
                                            : "experiment-simulations.md"),
                            arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000);
            case "evaluate" -> {
                int status =
                        Launcher.isLaunched()
                                ? Evaluate.run(List.of(arguments).subList(1, arguments.length))
                                : Launcher.launch(arguments);
                System.out.flush();
                System.err.flush();
                // All is said, and nothing is left to be closed: the system takes what was held.
                Runtime.getRuntime().halt(status);
            }
            case "train" -> Evaluate.train(List.of(arguments).subList(1, arguments.length));
            case "experiment" ->
                    ExperimentBenchmark.compare(List.of(arguments).subList(1, arguments.length));
            case "one-experiment" ->
                    ExperimentBenchmark.one(
                            Path.of(arguments[1]), Integer.parseInt(arguments[2]), arguments[3]);
            case "evaluations" ->
                    EvaluationAgainstPython.print(
                            arguments.length > 1 ? arguments[1] : "python3",
                            arguments.length > 2
                                    ? Integer.parseInt(arguments[2])
                                    : Integer.MAX_VALUE);
            case "scoring" ->
                    ScoringAgainstPython.print(
                            arguments.length > 1 ? arguments[1] : "python3",
                            arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000);
            case "score" -> ScoreFolder.run(Path.of(arguments[1]), arguments[2]);
            case "one" ->
                    OneMethod.run(
                            Method.named(arguments[1]),
                            Path.of(arguments[2]),
                            Integer.parseInt(arguments[3]),
                            Integer.parseInt(arguments[4]));
            default -> org.openjdk.jmh.Main.main(arguments);
        }
    }
}
