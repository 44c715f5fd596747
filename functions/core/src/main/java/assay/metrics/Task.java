package assay.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a model is asked to do; `task` in its manifest.
public enum Task {
    /// One of two classes, by the probability of the positive one.
    BINARY,
    /// One of several classes.
    MULTICLASS,
    /// A number.
    REGRESSION,
    /// An order of documents within each query.
    RANKING,
    /// An output judged example by example, by a score column.
    SCORED;

    /// The name in a manifest, such as `binary`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The task by its name in a manifest; empty if there is none of that name.
    public static Optional<Task> named(String text) {
        return Arrays.stream(values()).filter(task -> task.text().equals(text)).findFirst();
    }
}
