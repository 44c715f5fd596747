package assay.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Says that JSON is not what a record takes.
public final class Mismatch extends JacksonException {
    @Serial private static final long serialVersionUID = 1;

    private final String pointer;
    private final String reason;

    Mismatch(String reason, @Nullable Throwable cause) {
        this("", reason, cause);
    }

    private Mismatch(String pointer, String reason, @Nullable Throwable cause) {
        super(pointer.isEmpty() ? reason : pointer + " " + reason, cause);
        this.pointer = pointer;
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return getOriginalMessage();
    }

    /// Where: RFC 6901.
    public String pointer() {
        return pointer;
    }

    /// What is wrong there, as the rest of a sentence about it.
    public String reason() {
        return reason;
    }

    /// The same, seen from one level up.
    Mismatch below(String token) {
        return new Mismatch(Json.below("", token) + pointer, reason, getCause());
    }
}
