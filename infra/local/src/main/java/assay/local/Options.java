package assay.local;

import java.nio.file.Path;

/// How a stack is started.
///
/// @param template the SAM template to run
/// @param data where content and logs are kept
/// @param ephemeral keeps nothing
public record Options(Path template, Path data, boolean ephemeral, Ports ports) {
    /// Ports on 127.0.0.1; 0 for any free one.
    public record Ports(int api, int s3, int dynamodb, int sqs) {
        public static final Ports STANDARD = new Ports(8080, 9000, 8000, 9324);
        public static final Ports FREE = new Ports(0, 0, 0, 0);
    }

    /// Keeping nothing, on free ports: for tests.
    public static Options forTest(Path template) {
        return new Options(template, Path.of(".assay"), true, Ports.FREE);
    }
}
