package assay.profile;

import java.util.List;

/// Whether a table keeps a rule.
///
/// @param observed what was found, in words and figures
/// @param examples the first rows that break it, if rows can
public record CheckResult(Check check, boolean passed, String observed, List<Example> examples) {
    public CheckResult {
        examples = List.copyOf(examples);
    }

    /// A row that breaks a rule.
    ///
    /// @param row counted from 1
    /// @param value empty if it is null
    public record Example(long row, String value) {}
}
