package assay.http;

import java.util.List;
import java.util.Optional;

/// What a route answers.
public sealed interface Answer {

    /// Here it is.
    ///
    /// @param forms in which it can be had, the usual one first
    /// @param revision names its state for `If-Match`, where it has one
    /// @param next where it goes on, as a reference that is relative to what was asked; where it
    ///   does
    record Found(List<Form> forms, Optional<String> revision, Optional<String> next)
            implements Answer {
        public Found {
            forms = List.copyOf(forms);
        }

        /// In these forms.
        public static Found in(Form... forms) {
            return new Found(List.of(forms), Optional.empty(), Optional.empty());
        }

        /// With a link to where it goes on.
        public Found goingOn(Optional<String> at) {
            return new Found(forms, revision, at);
        }
    }

    /// It cannot be had.
    record Refused(Problem problem) implements Answer {}
}
