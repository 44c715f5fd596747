package assay.local;

import assay.local.console.Arguments;
import assay.local.console.Copy;
import assay.local.console.Ledger;
import assay.local.lambda.Outcome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Starts the stack, copies uploads into it, prints what became of them, and serves until stopped.
public final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Arguments arguments;
    private final PrintStream out;

    private Main(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    public static void main(String... words) throws InterruptedException {
        System.exit(run(System.out, words));
    }

    static int run(PrintStream out, String... words) throws InterruptedException {
        try {
            return new Main(Arguments.of(words), out).run();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            out.println(refused.getMessage());
            if (refused.getMessage() != null && refused.getMessage().startsWith("Not understood")) {
                out.print(Arguments.USAGE);
                return MISUSED;
            }
            return FAILED;
        }
    }

    private int run() throws InterruptedException {
        if (arguments.recompute().isPresent()) {
            return new Recomputation(arguments.options()).of(arguments.recompute().get());
        }
        var began = System.nanoTime();
        try (var stack =
                LocalStack.start(arguments.options(), problem -> out.println("! " + problem))) {
            out.printf("Ready in %.1f s%n", seconds(began));
            stack.template()
                    .notRun()
                    .forEach((id, type) -> out.printf("not run here: %s (%s)%n", id, type));
            addresses(stack);
            var failures = 0;
            if (arguments.uploads().isPresent()) {
                failures = settle(stack, arguments.uploads().get());
            }
            if (arguments.once()) {
                return failures == 0 ? DONE : FAILED;
            }
            serve(stack);
            return DONE;
        }
    }

    private void addresses(LocalStack stack) {
        out.printf("  API       %s%n", stack.api());
        for (var service : List.of("S3", "DYNAMODB", "SQS")) {
            out.printf("  %-9s %s%n", service, stack.endpoints().get(service));
        }
    }

    /// @return how many things went wrong
    private int settle(LocalStack stack, Path folder) throws InterruptedException {
        var began = System.nanoTime();
        var keys = new Copy(stack.clients().s3(), stack.uploads(), out).folder(folder);
        out.printf(
                "Uploaded %d files in %.1f s; waiting for what becomes of them%n",
                keys.size(), seconds(began));
        var failures = settled(stack) + hour(stack) + settled(stack);
        out.printf("Settled in %.1f s%n", seconds(began));
        var ledger = Ledger.of(stack.api());
        ledger.print(out);
        for (var key : ledger.withoutOutcome(keys)) {
            out.printf("! no outcome: %s%n", key);
            failures++;
        }
        for (var dead : stack.deadLetters().entrySet()) {
            out.printf("! %d messages could not be handled: %s%n", dead.getValue(), dead.getKey());
            failures++;
        }
        look(stack, stack.uploads());
        return failures;
    }

    private int settled(LocalStack stack) throws InterruptedException {
        if (stack.awaitIdle(arguments.patience())) {
            return 0;
        }
        out.printf("! still at work after %s%n", arguments.patience());
        return 1;
    }

    /// What else would wait for the clock: experiments are analysed, and whatever else a schedule
    /// does.
    private int hour(LocalStack stack) {
        var failures = 0;
        for (var schedule : stack.schedules().values()) {
            out.printf("Firing the schedule %s%n", schedule.name());
            switch (schedule.fire(Instant.now())) {
                case Outcome.Answered answered -> {}
                case Outcome.Failed(var error) -> failures += failed(schedule.name(), error);
                case Outcome.TimedOut(var after) ->
                        failures += failed(schedule.name(), "timed out after " + after);
                case Outcome.Crashed(var exit) ->
                        failures += failed(schedule.name(), "exit code " + exit);
            }
        }
        return failures;
    }

    private int failed(String schedule, String error) {
        out.printf("! the schedule %s failed: %s%n", schedule, error);
        return 1;
    }

    private void look(LocalStack stack, String bucket) {
        out.printf(
                """

                Look at   %1$s/v1/models
                          %1$s/v1/experiments
                          %1$s/v1/verdicts
                          %1$s/v1/uploads?state=refused
                Upload    aws --endpoint-url %2$s s3 cp --recursive DIR s3://%3$s/

                """,
                stack.api(), stack.endpoints().get("S3"), bucket);
    }

    private void serve(LocalStack stack) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            stack.close();
                            stopped.countDown();
                        }));
        out.println("Serving until Ctrl-C");
        stopped.await();
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }
}
