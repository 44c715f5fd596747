package assay.local.lambda;

import assay.local.template.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One JVM of a function; one event at a time.
final class Child implements AutoCloseable {
    /// Lambda gives a function this long to come up.
    private static final Duration START = Duration.ofSeconds(60);

    private final Resource.Function function;
    private final RuntimeApi api;
    private final Process process;

    Child(Resource.Function function, Launch launch) {
        this.function = function;
        try {
            api = new RuntimeApi("arn:aws:lambda:local:000000000000:function:" + function.name());
            process = launch.start(function, api.address());
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot start " + function.name(), failed);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    Outcome invoke(String event) {
        var invocation = api.submit(event, function.timeout());
        var ended =
                process.onExit().thenApply(gone -> (Outcome) new Outcome.Crashed(gone.exitValue()));
        var limit = invocation.taken().copy().orTimeout(START.toMillis(), TimeUnit.MILLISECONDS);
        try {
            CompletableFuture.anyOf(limit, ended, invocation.outcome()).get();
            return (Outcome)
                    CompletableFuture.anyOf(invocation.outcome(), ended)
                            .get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            close();
            return new Outcome.TimedOut(function.timeout());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
            return new Outcome.Crashed(-1);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
