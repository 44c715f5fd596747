package assay.http;

import java.util.List;
import java.util.Optional;

/// What a route answers.
public sealed interface Answer {

    /// Here it is.
    ///
    /// @param forms in which it can be had, the usual one first
    /// @param revision names its state for `If-Match`, where it has one
    record Found(List<Form> forms, Optional<String> revision) implements Answer {
        public Found {
            forms = List.copyOf(forms);
        }

        /// In these forms.
        public static Found in(Form... forms) {
            return new Found(List.of(forms), Optional.empty());
        }
    }

    /// It cannot be had.
    record Refused(Problem problem) implements Answer {}
}
