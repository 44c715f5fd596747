package assay.local;

import assay.embedded.EmbeddedSqs;
import assay.embedded.Loopback;
import assay.local.template.Naming;
import assay.local.template.Resource;
import assay.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Recomputes a verdict by the own jar of the function that gave it: on AWS where the environment
/// names its table; else on the stack that runs here; else on what an earlier one kept.
final class Recomputation {

    /// How a program ends that says of a verdict that another gives it.
    private static final int ELSEWHERE = 3;

    /// The functions that give verdicts, in the order in which they are asked.
    private enum Giver {
        MODELS("Evaluation", "assay.handler.Recompute"),
        EXPERIMENTS("ExperimentAnalysis", "assay.handler.RecomputeExperiment");

        private final String function;
        private final String program;

        Giver(String function, String program) {
            this.function = function;
            this.program = program;
        }
    }

    private final Options options;

    Recomputation(Options options) {
        this.options = options;
    }

    /// @return 0 if it is identical, else 1
    /// @throws IllegalStateException in one sentence, if there is nothing to recompute from
    int of(String verdict) throws InterruptedException {
        if (System.getenv("ASSAY_LEDGER_TABLE") != null) {
            return run(verdict, options.ports(), Optional.of(System.getenv()));
        }
        if (runs()) {
            return run(verdict, options.ports(), Optional.empty());
        }
        if (options.ephemeral() || !Files.isDirectory(options.data())) {
            throw new IllegalStateException(
                    "No stack runs on port %d, and %s keeps nothing of an earlier one: start one with `mvn -Plocal`."
                            .formatted(options.ports().api(), options.data()));
        }
        var folders = Folders.of(options);
        var ports = Services.claim(Options.Ports.FREE);
        try (var _ = Services.start(ports, folders.storage(), object -> {})) {
            return run(verdict, ports, Optional.empty());
        }
    }

    private boolean runs() {
        try {
            var health =
                    (HttpURLConnection)
                            Loopback.http(options.ports().api())
                                    .resolve("/health")
                                    .toURL()
                                    .openConnection();
            health.setConnectTimeout(1_000);
            health.setReadTimeout(30_000);
            return health.getResponseCode() == 200;
        } catch (IOException nobody) {
            return false;
        }
    }

    /// @param given the environment; empty for that of each function here
    private int run(String verdict, Options.Ports ports, Optional<Map<String, String>> given)
            throws InterruptedException {
        for (Giver giver : Giver.values()) {
            Resource.Function function = function(giver, ports);
            int status =
                    run(
                            verdict,
                            giver,
                            function,
                            given.orElseGet(() -> environment(function, ports)));
            if (status != ELSEWHERE) {
                return status == 0 ? 0 : 1;
            }
        }
        return 1;
    }

    private static Map<String, String> environment(
            Resource.Function function, Options.Ports ports) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_REGION", EmbeddedSqs.REGION);
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_ENDPOINT_URL_S3", address(ports.s3()));
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", address(ports.dynamodb()));
        environment.putAll(function.environment());
        return environment;
    }

    private static String address(int port) {
        return Loopback.http(port).toString();
    }

    private Resource.Function function(Giver giver, Options.Ports ports) {
        URI queues = Loopback.http(ports.sqs());
        var naming = new Naming(EmbeddedSqs.REGION, EmbeddedSqs.ACCOUNT, queues);
        return Template.read(options.template(), naming).all(Resource.Function.class).stream()
                .filter(function -> function.id().equals(giver.function))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "The template has no function " + giver.function));
    }

    private static int run(
            String verdict,
            Giver giver,
            Resource.Function function,
            Map<String, String> environment)
            throws InterruptedException {
        if (!Files.exists(function.code())) {
            throw new IllegalStateException(
                    "Not built yet: " + function.code() + ". Build with `mvn package`.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(function.code().toString());
        command.add(giver.program);
        command.add(verdict);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), failed);
        }
    }
}
