package assay.local.lambda;

import assay.local.Activity;
import assay.local.template.Resource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// A function and its children: one when calls come one by one, more when they come together, at
/// most as many as the machine has processors.
public final class Lambda implements AutoCloseable {
    private final Resource.Function function;
    private final Launch launch;
    private final Activity activity;
    private final Consumer<String> report;
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final Deque<Child> idle = new ArrayDeque<>();
    private final Set<Child> all = new HashSet<>();
    private boolean closed;

    /// @param report hears one sentence about each invocation that did not answer
    public Lambda(
            Resource.Function function, Launch launch, Activity activity, Consumer<String> report) {
        this.function = function;
        this.launch = launch;
        this.activity = activity;
        this.report = report;
    }

    public Resource.Function function() {
        return function;
    }

    /// Waits for a child, then for its answer.
    public Outcome invoke(String event) {
        return activity.during(() -> inPlace(event));
    }

    private Outcome inPlace(String event) {
        places.acquireUninterruptibly();
        try {
            return reported(run(event));
        } finally {
            places.release();
        }
    }

    private Outcome run(String event) {
        var child = take();
        var outcome = child.invoke(event);
        release(child);
        return outcome;
    }

    private synchronized Child take() {
        if (closed) {
            throw new IllegalStateException(function.name() + " is stopped");
        }
        var free = idle.pollFirst();
        if (free != null && free.alive()) {
            return free;
        }
        var child = new Child(function, launch);
        all.add(child);
        return child;
    }

    private synchronized void release(Child child) {
        if (child.alive() && !closed) {
            idle.addFirst(child);
        } else {
            child.close();
            all.remove(child);
        }
    }

    private Outcome reported(Outcome outcome) {
        var log = launch.log(function);
        switch (outcome) {
            case Outcome.Answered answered -> {}
            case Outcome.Failed(var error) ->
                    report.accept("%s failed: %s (%s)".formatted(function.id(), brief(error), log));
            case Outcome.TimedOut(var after) ->
                    report.accept(
                            "%s was stopped after its timeout of %d s (%s)"
                                    .formatted(function.id(), after.toSeconds(), log));
            case Outcome.Crashed(var exit) -> {
                if (!stopped()) {
                    report.accept(
                            "%s ended with exit code %d (%s)".formatted(function.id(), exit, log));
                }
            }
        }
        return outcome;
    }

    private synchronized boolean stopped() {
        return closed;
    }

    private static String brief(String error) {
        return error.length() > 300 ? error.substring(0, 300) + "…" : error;
    }

    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(Child::close);
        all.clear();
        idle.clear();
    }
}
