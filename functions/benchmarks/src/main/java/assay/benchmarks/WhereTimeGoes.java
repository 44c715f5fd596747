package assay.benchmarks;

import java.util.EnumMap;
import java.util.Map;

/// What a thread is about, looked at every few milliseconds: the engine itself counts nothing.
final class WhereTimeGoes {
    private static final long EVERY_MILLIS = 5;

    /// How often a long run is looked at in all, about: looking takes time of its own.
    private static final long LOOKS = 200;

    /// A part of the work, by the classes that are at it.
    private enum Part {
        DIGEST("digest of the files", "assay.tables.uploads.UploadedTables.digest"),
        READ("read", "assay.tables.TableReader"),
        JOIN("join", "assay.metrics.Join.", "assay.metrics.RowIndex."),
        GATHER(
                "put beside the truth",
                "assay.evaluation.Answers",
                "assay.evaluation.TestSet",
                "assay.evaluation.Duels"),
        TEST("compare (tests)", "assay.gate.Judgement"),
        METRICS(
                "rank and measure (metrics)",
                "assay.evaluation.Aside",
                "assay.evaluation.EvaluationJson",
                "assay.metrics."),
        REST("manifests, ledger, succession", "");

        private final String text;
        private final String[] classes;

        Part(String text, String... classes) {
            this.text = text;
            this.classes = classes;
        }

        private boolean owns(String frame) {
            for (String name : classes) {
                if (frame.startsWith(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Thread watched;
    private final Thread watcher;
    private final Map<Part, Long> nanos = new EnumMap<>(Part.class);

    private WhereTimeGoes(Thread watched) {
        this.watched = watched;
        this.watcher = Thread.ofPlatform().daemon().name("watcher").unstarted(this::watch);
    }

    /// Watches the calling thread from now on.
    static WhereTimeGoes here() {
        WhereTimeGoes times = new WhereTimeGoes(Thread.currentThread());
        times.watcher.start();
        return times;
    }

    private void watch() {
        long start = System.nanoTime();
        long before = start;
        while (true) {
            try {
                long millis = (before - start) / 1_000_000;
                Thread.sleep(Math.max(EVERY_MILLIS, millis / LOOKS));
            } catch (InterruptedException e) {
                return;
            }
            Part part = part(watched.getStackTrace());
            long now = System.nanoTime();
            nanos.merge(part, now - before, Long::sum);
            before = now;
        }
    }

    /// The innermost part that the thread is in.
    private static Part part(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName() + "." + frame.getMethodName();
            for (Part part : Part.values()) {
                if (part != Part.REST && part.owns(name)) {
                    // A loss that a test asks for first is measured on the test's account.
                    return part == Part.METRICS ? asked(stack) : part;
                }
            }
        }
        return Part.REST;
    }

    private static Part asked(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (Part.TEST.owns(frame.getClassName())) {
                return Part.TEST;
            }
        }
        return Part.METRICS;
    }

    void stop() throws InterruptedException {
        watcher.interrupt();
        watcher.join();
    }

    /// One line a part, with how often the time of reading went into the whole.
    String told() {
        double all = nanos.values().stream().mapToLong(Long::longValue).sum() / 1e9;
        double read = nanos.getOrDefault(Part.READ, 0L) / 1e9;
        StringBuilder text = new StringBuilder();
        for (Part part : Part.values()) {
            double seconds = nanos.getOrDefault(part, 0L) / 1e9;
            text.append(Figure.of(seconds, 3, 8))
                    .append(" s  ")
                    .append(Figure.of(all > 0 ? 100 * seconds / all : 0, 0, 3))
                    .append(" %  ")
                    .append(part.text)
                    .append(System.lineSeparator());
        }
        return text.append(Figure.of(read > 0 ? all / read : Double.NaN, 1, 8))
                .append(" times what reading the columns alone takes")
                .toString();
    }
}
