package assay.local.lambda;

import assay.local.template.Resource;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// How a function's JVM is started: AWS's Runtime Interface Client behind the function's own jar.
///
/// @param folder for the client's native library, unpacked once for all children
/// @param logs for one file a function
/// @param environment what every function finds: region, credentials, endpoints
/// @param api where the API answers here, in place of the address that it would have on AWS
public record Launch(Path folder, Path logs, Map<String, String> environment, URI api) {
    private static final Pattern API_ON_AWS =
            Pattern.compile("https://[^/]+\\.execute-api\\.[^/]+\\.amazonaws\\.com/[^/]+");
    private static final String NATIVE_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final int HEAP_PERCENT = 85;

    public Launch {
        environment = Map.copyOf(environment);
        try {
            Files.createDirectories(folder);
            Files.createDirectories(logs);
            unpack(library(folder));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot prepare " + folder, failed);
        }
    }

    Process start(Resource.Function function, String runtimeApi) throws IOException {
        var builder = new ProcessBuilder(command(function));
        builder.environment().clear();
        builder.environment().putAll(environment(function, runtimeApi));
        var log = ProcessBuilder.Redirect.appendTo(log(function).toFile());
        return builder.redirectErrorStream(true).redirectOutput(log).start();
    }

    /// Where a function's output goes.
    public Path log(Resource.Function function) {
        return logs.resolve(function.id() + ".log");
    }

    private List<String> command(Resource.Function function) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + function.memoryMegabytes() * HEAP_PERCENT / 100 + "m");
        command.add("-XX:+UseSerialGC");
        if (!function.environment().getOrDefault("JAVA_TOOL_OPTIONS", "").contains("Tiered")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add("-XX:-UsePerfData");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-D" + NATIVE_PROPERTY + "=" + library(folder));
        command.add("-cp");
        command.add(
                Stream.concat(Stream.of(function.code()), runtimeInterfaceClient())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(AWSLambda.class.getName());
        command.add(function.handler());
        return command;
    }

    private Map<String, String> environment(Resource.Function function, String runtimeApi) {
        var variables = new LinkedHashMap<>(environment);
        var here = api.toString().replaceFirst("/$", "");
        function.environment()
                .forEach((name, value) ->
                        variables.put(name, API_ON_AWS.matcher(value).replaceAll(here)));
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("LAMBDA_TASK_ROOT", folder.toString());
        variables.put("LAMBDA_RUNTIME_DIR", folder.toString());
        variables.put("_HANDLER", function.handler());
        variables.put("TZ", ":UTC");
        variables.put("LANG", "C.UTF-8");
        return variables;
    }

    private static Stream<Path> runtimeInterfaceClient() {
        return Stream.of(
                        AWSLambda.class,
                        Context.class,
                        PojoSerializer.class,
                        SdkInternalThreadLocal.class)
                .map(Launch::jarOf);
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("No jar holds " + type, impossible);
        }
    }

    private static Path library(Path folder) {
        return folder.resolve("runtime-interface-client.so").toAbsolutePath();
    }

    private static void unpack(Path library) throws IOException {
        if (Files.exists(library)) {
            return;
        }
        var name = "/jni/libaws-lambda-jni.linux-" + architecture() + ".so";
        var unfinished = Files.createTempFile(library.getParent(), "native", ".part");
        try (var packed = AWSLambda.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new IllegalStateException("The Runtime Interface Client has no " + name);
            }
            Files.copy(packed, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(unfinished, library, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String architecture() {
        var system = System.getProperty("os.name");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            throw new IllegalStateException(
                    ("AWS's Runtime Interface Client has no native library for %s: run the local stack"
                                    + " in Linux, on Windows in WSL, on macOS in a Linux VM.")
                            .formatted(system));
        }
        return System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    }
}
