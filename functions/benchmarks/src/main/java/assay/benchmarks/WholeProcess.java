package assay.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program that ran from its start to its end.
///
/// @param seconds from before it was started until it had ended
/// @param lines that it printed
/// @param said on the other stream
record WholeProcess(double seconds, List<String> lines, String said) {

    /// Runs a command; one that fails is an error, with what it said.
    static WholeProcess run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path beside = Files.createTempFile("assay-benchmarks", ".txt");
        Process process = new ProcessBuilder(command).redirectError(beside.toFile()).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        String said = Files.readString(beside);
        Files.delete(beside);
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status + ": " + said);
        }
        return new WholeProcess(seconds, answer.lines().toList(), said);
    }
}
