package assay.local.template;

import assay.local.template.Resource.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A SAM template, read for one machine.
///
/// @param resources what is run here, in the template's order
/// @param notRun logical names, with types, of what has no counterpart here
public record Template(List<Resource> resources, Map<String, String> notRun) {
    /// What changes nothing on one machine: permissions, logs, alarms.
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "AWS::S3::BucketPolicy",
                    "AWS::SQS::QueuePolicy",
                    "AWS::CloudWatch::Alarm",
                    "AWS::Logs::LogGroup",
                    "AWS::SNS::Topic",
                    "AWS::IAM::Role",
                    "AWS::EC2::VPC",
                    "AWS::EC2::Subnet",
                    "AWS::EC2::RouteTable",
                    "AWS::EC2::SubnetRouteTableAssociation",
                    "AWS::EC2::VPCEndpoint",
                    "AWS::EC2::SecurityGroup",
                    "AWS::Serverless::Api");

    public Template {
        resources = List.copyOf(resources);
        notRun = Map.copyOf(notRun);
    }

    /// @throws TemplateFault naming the place, for what cannot be read
    public static Template read(Path file, Naming naming) {
        return new Reader(file, naming).read();
    }

    public <R extends Resource> List<R> all(Class<R> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static final class Reader {
        private final Path folder;
        private final JsonNode tree;
        private final Intrinsics intrinsics;

        Reader(Path file, Naming naming) {
            folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
            tree = Yaml.read(file);
            var parameters = new LinkedHashMap<String, JsonNode>();
            tree.path("Parameters")
                    .properties()
                    .forEach(entry -> parameters.put(entry.getKey(), standard(entry)));
            var identities = new LinkedHashMap<String, Identity>();
            tree.path("Resources")
                    .properties()
                    .forEach(entry ->
                            identities.put(
                                    entry.getKey(), naming.of(entry.getKey(), entry.getValue())));
            intrinsics = new Intrinsics(tree.path("Conditions"), parameters, identities, naming);
        }

        private static JsonNode standard(Map.Entry<String, JsonNode> parameter) {
            var value = parameter.getValue().path("Default");
            if (value.isMissingNode()) {
                throw new TemplateFault(
                        "Parameters." + parameter.getKey(), "has no Default to run with");
            }
            return value;
        }

        Template read() {
            var resources = new ArrayList<Resource>();
            var notRun = new LinkedHashMap<String, String>();
            tree.path("Resources")
                    .properties()
                    .forEach(entry -> {
                        var id = entry.getKey();
                        var type = entry.getValue().path("Type").asString("");
                        if (!exists(id, entry.getValue()) || WITHOUT_EFFECT.contains(type)) {
                            return;
                        }
                        resource(id, type, entry.getValue())
                                .ifPresentOrElse(resources::add, () -> notRun.put(id, type));
                    });
            return new Template(resources, notRun);
        }

        private boolean exists(String id, JsonNode resource) {
            var condition = resource.path("Condition");
            return condition.isMissingNode()
                    || intrinsics.holds(condition.asString(), path(id) + ".Condition");
        }

        private static String path(String id) {
            return "Resources." + id;
        }

        private Optional<Resource> resource(String id, String type, JsonNode resource) {
            var written = resource.path("Properties");
            return switch (type) {
                case "AWS::S3::Bucket" -> Optional.of(bucket(id, resolved(id, written)));
                case "AWS::DynamoDB::Table" ->
                        Optional.of(new Resource.Table(id, name(id), resolved(id, written)));
                case "AWS::SQS::Queue" ->
                        Optional.of(new Resource.Queue(id, name(id), resolved(id, written)));
                case "AWS::Events::EventBus" -> Optional.of(new Resource.Bus(id, name(id)));
                case "AWS::Events::Rule" -> Optional.of(rule(id, resolved(id, written)));
                case "AWS::Serverless::Function" -> Optional.of(function(id, written));
                default -> Optional.empty();
            };
        }

        private JsonNode resolved(String id, JsonNode written) {
            return intrinsics.resolve(written, path(id) + ".Properties");
        }

        private String name(String id) {
            return intrinsics.physical(id);
        }

        private Resource.Bucket bucket(String id, JsonNode properties) {
            return new Resource.Bucket(
                    id,
                    name(id),
                    properties
                            .path("VersioningConfiguration")
                            .path("Status")
                            .asString("")
                            .equals("Enabled"),
                    properties
                            .path("NotificationConfiguration")
                            .path("EventBridgeConfiguration")
                            .path("EventBridgeEnabled")
                            .asBoolean(false));
        }

        private Resource.Rule rule(String id, JsonNode properties) {
            var pattern = properties.path("EventPattern");
            if (!pattern.isObject()) {
                throw new TemplateFault(path(id), "a rule is run by its EventPattern only");
            }
            var bus = properties.path("EventBusName").asString("default");
            var targets = new ArrayList<Resource.Target>();
            for (var target : properties.path("Targets")) {
                if (target.has("InputTransformer") || target.has("InputPath")) {
                    throw new TemplateFault(
                            path(id) + ".Targets",
                            "InputTransformer and InputPath are not run here");
                }
                targets.add(
                        new Resource.Target(
                                target.path("Arn").asString(),
                                text(target.path("SqsParameters").path("MessageGroupId")),
                                text(target.path("Input"))));
            }
            return new Resource.Rule(
                    id, bus.substring(bus.lastIndexOf('/') + 1), pattern, List.copyOf(targets));
        }

        private Resource.Function function(String id, JsonNode written) {
            var globals =
                    intrinsics.resolve(tree.path("Globals").path("Function"), "Globals.Function");
            var own = own(id, written);
            var properties = merged(globals, own);
            var environment = new LinkedHashMap<String, String>();
            properties
                    .path("Environment")
                    .path("Variables")
                    .properties()
                    .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asString()));
            return new Resource.Function(
                    id,
                    name(id),
                    folder.resolve(required(id, properties, "CodeUri")).normalize(),
                    required(id, properties, "Handler"),
                    properties.path("MemorySize").asInt(128),
                    Duration.ofSeconds(properties.path("Timeout").asInt(3)),
                    environment,
                    sources(id, properties.path("Events")));
        }

        /// What of a function is run here: its policies, for one, are not.
        private ObjectNode own(String id, JsonNode written) {
            var own = JsonNodeFactory.instance.objectNode();
            for (var property :
                    List.of(
                            "CodeUri",
                            "Handler",
                            "MemorySize",
                            "Timeout",
                            "Environment",
                            "Events")) {
                if (written.has(property)) {
                    own.set(
                            property,
                            intrinsics.resolve(
                                    written.path(property), path(id) + ".Properties." + property));
                }
            }
            return own;
        }

        /// SAM's Globals: maps are merged, the function's own value wins.
        private static JsonNode merged(JsonNode globals, JsonNode own) {
            if (!globals.isObject() || !own.isObject()) {
                return own.isMissingNode() ? globals : own;
            }
            var merged = JsonNodeFactory.instance.objectNode();
            globals.properties()
                    .forEach(entry ->
                            merged.set(
                                    entry.getKey(),
                                    merged(entry.getValue(), own.path(entry.getKey()))));
            own.properties()
                    .forEach(entry -> {
                        if (!globals.has(entry.getKey())) {
                            merged.set(entry.getKey(), entry.getValue());
                        }
                    });
            return merged;
        }

        private List<Source> sources(String id, JsonNode events) {
            var sources = new ArrayList<Source>();
            events.properties()
                    .forEach(entry ->
                            sources.add(
                                    source(
                                            id,
                                            entry.getKey(),
                                            entry.getValue().path("Type").asString(""),
                                            entry.getValue().path("Properties"))));
            return sources;
        }

        private Source source(String id, String event, String type, JsonNode properties) {
            var path = path(id) + ".Properties.Events." + event;
            return switch (type) {
                case "SQS" -> {
                    if (properties.has("FilterCriteria")) {
                        throw new TemplateFault(path, "a queue's FilterCriteria are not run here");
                    }
                    var queue = required(path, properties, "Queue");
                    yield new Source.FromQueue(
                            queue.substring(queue.lastIndexOf(':') + 1),
                            properties.path("BatchSize").asInt(10),
                            Duration.ofSeconds(
                                    properties.path("MaximumBatchingWindowInSeconds").asInt(0)),
                            partial(properties),
                            properties.path("ScalingConfig").path("MaximumConcurrency").asInt(5));
                }
                case "DynamoDB" -> {
                    var stream = required(path, properties, "Stream").split("/", -1);
                    yield new Source.FromStream(
                            stream[1],
                            properties.path("BatchSize").asInt(100),
                            partial(properties),
                            required(path, properties, "StartingPosition").equals("TRIM_HORIZON"),
                            properties
                                    .path("FilterCriteria")
                                    .path("Filters")
                                    .valueStream()
                                    .map(filter -> filter.path("Pattern").asString())
                                    .toList());
                }
                case "ScheduleV2" ->
                        new Source.FromSchedule(
                                properties.path("Name").asString(id + event),
                                required(path, properties, "ScheduleExpression"),
                                properties.path("ScheduleExpressionTimezone").asString("UTC"),
                                properties.path("State").asString("ENABLED").equals("ENABLED"),
                                text(properties.path("Input")));
                case "Api" ->
                        new Source.FromApi(
                                required(path, properties, "Path"),
                                required(path, properties, "Method").toUpperCase(Locale.ROOT),
                                binaryTypes(properties.path("RestApiId").asString("")));
                default ->
                        throw new TemplateFault(
                                path, "the event type " + type + " is not run here");
            };
        }

        private List<String> binaryTypes(String api) {
            var types = new ArrayList<String>();
            tree.path("Resources")
                    .path(api)
                    .path("Properties")
                    .path("BinaryMediaTypes")
                    .forEach(type -> types.add(type.asString()));
            return List.copyOf(types);
        }

        private static boolean partial(JsonNode properties) {
            return properties
                    .path("FunctionResponseTypes")
                    .valueStream()
                    .anyMatch(type -> type.asString().equals("ReportBatchItemFailures"));
        }

        private static String required(String where, JsonNode properties, String property) {
            var value = properties.path(property);
            if (value.isMissingNode()) {
                throw new TemplateFault(where, property + " is missing");
            }
            return value.asString();
        }

        private static Optional<String> text(JsonNode value) {
            return value.isString() ? Optional.of(value.asString()) : Optional.empty();
        }
    }
}
