package assay.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a template describes, as far as it is run here.
public sealed interface Resource {
    /// The logical name in the template.
    String id();

    record Bucket(String id, String name, boolean versioned, boolean tellsEvents)
            implements Resource {}

    /// @param properties those of `AWS::DynamoDB::Table`, resolved
    record Table(String id, String name, JsonNode properties) implements Resource {}

    /// @param properties those of `AWS::SQS::Queue`, resolved
    record Queue(String id, String name, JsonNode properties) implements Resource {
        public boolean fifo() {
            return properties.path("FifoQueue").asBoolean(false);
        }
    }

    record Bus(String id, String name) implements Resource {}

    /// @param bus the name of the bus that it listens to
    /// @param pattern the event pattern, as JSON
    record Rule(String id, String bus, JsonNode pattern, List<Target> targets)
            implements Resource {}

    /// @param fifoGroup the message group, for a FIFO queue
    record Target(String arn, Optional<String> fifoGroup, Optional<String> input) {}

    record Function(
            String id,
            String name,
            Path code,
            String handler,
            int memoryMegabytes,
            Duration timeout,
            Map<String, String> environment,
            List<Source> sources)
            implements Resource {
        public Function {
            environment = Map.copyOf(environment);
            sources = List.copyOf(sources);
        }
    }

    /// What calls a function.
    sealed interface Source {
        /// @param concurrency how many batches may be under way at once
        record FromQueue(String queue, int batch, Duration window, boolean partial, int concurrency)
                implements Source {}

        /// @param filters patterns of the changes that it is called for; empty for all
        record FromStream(
                String table, int batch, boolean partial, boolean fromStart, List<String> filters)
                implements Source {
            public FromStream {
                filters = List.copyOf(filters);
            }
        }

        record FromSchedule(
                String name,
                String expression,
                String zone,
                boolean enabled,
                Optional<String> input)
                implements Source {}

        /// @param path with `{name}` and `{name+}`
        /// @param method in capitals, or `ANY`
        record FromApi(String path, String method, List<String> binaryTypes) implements Source {}
    }
}
