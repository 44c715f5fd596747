package assay.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Resolves intrinsic functions. One that is not known here fails with its name and its path.
final class Intrinsics {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");
    private static final JsonNode NO_VALUE = JSON.missingNode();

    private final JsonNode conditions;
    private final Map<String, JsonNode> parameters;
    private final Map<String, Identity> resources;
    private final Naming naming;

    Intrinsics(
            JsonNode conditions,
            Map<String, JsonNode> parameters,
            Map<String, Identity> resources,
            Naming naming) {
        this.conditions = conditions;
        this.parameters = parameters;
        this.resources = resources;
        this.naming = naming;
    }

    /// The same tree without intrinsic functions; missing where `AWS::NoValue` stood.
    JsonNode resolve(JsonNode node, String path) {
        if (node.isObject()) {
            return call(node)
                    .map(name -> apply(name, node.path(name), path + "." + name))
                    .orElseGet(() -> object(node, path));
        }
        if (node.isArray()) {
            var array = JSON.arrayNode();
            for (var i = 0; i < node.size(); i++) {
                var item = resolve(node.get(i), path + "[" + i + "]");
                if (!item.isMissingNode()) {
                    array.add(item);
                }
            }
            return array;
        }
        return node;
    }

    private ObjectNode object(JsonNode node, String path) {
        var object = JSON.objectNode();
        node.properties()
                .forEach(entry -> {
                    var value = resolve(entry.getValue(), path + "." + entry.getKey());
                    if (!value.isMissingNode()) {
                        object.set(entry.getKey(), value);
                    }
                });
        return object;
    }

    private static Optional<String> call(JsonNode node) {
        if (node.size() != 1) {
            return Optional.empty();
        }
        var name = node.propertyNames().iterator().next();
        var intrinsic =
                name.equals("Ref")
                        || name.startsWith("Fn::")
                        || (name.equals("Condition") && node.path(name).isString());
        return intrinsic ? Optional.of(name) : Optional.empty();
    }

    private JsonNode apply(String name, JsonNode argument, String path) {
        return switch (name) {
            case "Ref" -> ref(argument.asString(), path);
            case "Fn::GetAtt" -> attribute(text(argument, 0, path), text(argument, 1, path), path);
            case "Fn::Sub" -> substitute(argument, path);
            case "Fn::Join" -> join(argument, path);
            case "Fn::Split" -> split(argument, path);
            case "Fn::Select" -> select(argument, path);
            case "Fn::If" ->
                    resolve(argument.path(holds(text(argument, 0, path), path) ? 1 : 2), path);
            case "Condition" -> JSON.booleanNode(holds(argument.asString(), path));
            case "Fn::Equals" -> {
                var sides = resolve(argument, path);
                yield JSON.booleanNode(sides.path(0).asString().equals(sides.path(1).asString()));
            }
            case "Fn::Not" -> JSON.booleanNode(!resolve(argument, path).path(0).asBoolean());
            case "Fn::And" -> JSON.booleanNode(truths(argument, path).stream().allMatch(t -> t));
            case "Fn::Or" -> JSON.booleanNode(truths(argument, path).stream().anyMatch(t -> t));
            default -> throw new TemplateFault(path, "the function " + name + " is not run here");
        };
    }

    /// The name that a resource has on this machine.
    String physical(String resource) {
        return Optional.ofNullable(resources.get(resource)).orElseThrow().name();
    }

    /// Whether a condition of the template holds.
    boolean holds(String condition, String path) {
        var definition = conditions.path(condition);
        if (definition.isMissingNode()) {
            throw new TemplateFault(path, "no condition is called " + condition);
        }
        return resolve(definition, "Conditions." + condition).asBoolean();
    }

    private List<Boolean> truths(JsonNode argument, String path) {
        var truths = new ArrayList<Boolean>();
        resolve(argument, path).forEach(truth -> truths.add(truth.asBoolean()));
        return truths;
    }

    private JsonNode ref(String name, String path) {
        var parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        var resource = resources.get(name);
        return resource != null ? JSON.stringNode(resource.ref()) : pseudo(name, path);
    }

    private JsonNode pseudo(String name, String path) {
        return switch (name) {
            case "AWS::NoValue" -> NO_VALUE;
            case "AWS::Region" -> JSON.stringNode(naming.region());
            case "AWS::AccountId" -> JSON.stringNode(naming.account());
            case "AWS::Partition" -> JSON.stringNode("aws");
            case "AWS::URLSuffix" -> JSON.stringNode("amazonaws.com");
            case "AWS::StackName" -> JSON.stringNode("assay");
            case "AWS::StackId" -> JSON.stringNode(naming.stackId());
            default ->
                    throw new TemplateFault(path, "no parameter and no resource is called " + name);
        };
    }

    private JsonNode attribute(String resource, String attribute, String path) {
        var identity = resources.get(resource);
        if (identity == null) {
            throw new TemplateFault(path, "no resource is called " + resource);
        }
        return JSON.stringNode(
                switch (attribute) {
                    case "Arn" -> identity.arn();
                    case "StreamArn" -> identity.arn() + "/stream/latest";
                    case "QueueName", "Name" -> identity.name();
                    case "QueueUrl" -> identity.ref();
                    default ->
                            throw new TemplateFault(
                                    path, "the attribute " + attribute + " is not known here");
                });
    }

    private JsonNode substitute(JsonNode argument, String path) {
        var template = argument.isString() ? argument.asString() : text(argument, 0, path);
        var own = argument.isString() ? JSON.objectNode() : resolve(argument.path(1), path);
        var text =
                VARIABLE.matcher(template)
                        .replaceAll(variable ->
                                Matcher.quoteReplacement(
                                        value(variable.group(1), variable.group(2), own, path)));
        return JSON.stringNode(text);
    }

    private String value(String literal, String name, JsonNode own, String path) {
        if (literal.equals("!")) {
            return "${" + name + "}";
        }
        if (own.has(name)) {
            return own.path(name).asString();
        }
        var dot = name.indexOf('.');
        var value =
                dot < 0
                        ? ref(name, path)
                        : attribute(name.substring(0, dot), name.substring(dot + 1), path);
        return value.asString();
    }

    private JsonNode join(JsonNode argument, String path) {
        var resolved = resolve(argument, path);
        return JSON.stringNode(
                resolved.path(1)
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(resolved.path(0).asString())));
    }

    private JsonNode split(JsonNode argument, String path) {
        var resolved = resolve(argument, path);
        var parts = JSON.arrayNode();
        var by = Pattern.quote(resolved.path(0).asString());
        for (var part : resolved.path(1).asString().split(by, -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode select(JsonNode argument, String path) {
        var resolved = resolve(argument, path);
        var item = resolved.path(1).path(resolved.path(0).asInt());
        if (item.isMissingNode()) {
            throw new TemplateFault(path, "there is no item " + resolved.path(0));
        }
        return item;
    }

    private static String text(JsonNode argument, int index, String path) {
        var item = argument.path(index);
        if (!item.isString()) {
            throw new TemplateFault(path, "argument " + index + " is to be a string");
        }
        return item.asString();
    }
}
