package assay.local.console;

import assay.local.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was asked for on the command line.
///
/// @param uploads the folder to copy into the uploads bucket, if any
/// @param once whether to end when every upload has its outcome
/// @param patience how long that may take
/// @param recompute the verdict to give once more, in place of running the stack
public record Arguments(
        Options options,
        Optional<Path> uploads,
        boolean once,
        Duration patience,
        Optional<String> recompute) {
    private static final Set<String> KNOWN =
            Set.of(
                    "template",
                    "data",
                    "ephemeral",
                    "uploads",
                    "once",
                    "patience",
                    "recompute",
                    "port.api",
                    "port.s3",
                    "port.dynamodb",
                    "port.sqs");

    public static final String USAGE =
            """
            --template=FILE   the SAM template (infra/template.yaml)
            --uploads=DIR     copied into the uploads bucket; none for nothing (none)
            --once            end when every upload has its outcome: 0, or 1 when one has none
            --patience=PT10M  how long --once waits
            --recompute=ID    gives a verdict once more from what it names, and ends: 0 if it is identical, else 1
            --data=DIR        where content and logs are kept (.assay)
            --ephemeral       keep nothing
            --port.api=8080 --port.s3=9000 --port.dynamodb=8000 --port.sqs=9324   0 for any free one
            """;

    /// @throws IllegalArgumentException in one sentence, for what is not understood
    public static Arguments of(String... words) {
        var given = new HashMap<String, String>();
        for (var word : words) {
            var parts = word.split("=", 2);
            var name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("Not understood: " + word);
            }
            given.put(name, parts.length == 2 ? parts[1] : "true");
        }
        var standard = Options.Ports.STANDARD;
        var ports =
                new Options.Ports(
                        port(given, "port.api", standard.api()),
                        port(given, "port.s3", standard.s3()),
                        port(given, "port.dynamodb", standard.dynamodb()),
                        port(given, "port.sqs", standard.sqs()));
        var options =
                new Options(
                        Path.of(given.getOrDefault("template", "infra/template.yaml")),
                        Path.of(given.getOrDefault("data", ".assay")),
                        flag(given, "ephemeral"),
                        ports);
        var uploads = given.getOrDefault("uploads", "none");
        return new Arguments(
                options,
                uploads.equals("none") ? Optional.empty() : Optional.of(Path.of(uploads)),
                flag(given, "once"),
                Duration.parse(given.getOrDefault("patience", "PT10M")),
                Optional.of(given.getOrDefault("recompute", "none"))
                        .filter(id -> !id.equals("none")));
    }

    private static int port(Map<String, String> given, String name, int otherwise) {
        var text = given.getOrDefault(name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("No port: --" + name + "=" + text, malformed);
        }
    }

    /// Maven gives `-Dassay.once` as `true` and its absence as `false`.
    private static boolean flag(Map<String, String> given, String name) {
        var value = given.getOrDefault(name, "false");
        return value.isEmpty() || Boolean.parseBoolean(value);
    }
}
