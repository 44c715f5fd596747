package assay.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// CloudFormation's YAML as a JSON tree, its short tags in their long form: `!Ref x` is `{"Ref":
/// "x"}`.
final class Yaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Yaml() {}

    static JsonNode read(Path file) {
        var settings = LoadSettings.builder().setLabel(file.toString()).build();
        try (var reader = Files.newBufferedReader(file)) {
            return new Compose(settings)
                    .composeReader(reader)
                    .map(Yaml::tree)
                    .orElseThrow(() -> new TemplateFault(file.toString(), "is empty"));
        } catch (YamlEngineException malformed) {
            throw new TemplateFault(file.toString(), String.valueOf(malformed.getMessage()));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read the template " + file, failed);
        }
    }

    private static JsonNode tree(Node node) {
        var tag = node.getTag().getValue();
        return tag.startsWith("!") ? intrinsic(tag.substring(1), node) : plain(node);
    }

    private static JsonNode intrinsic(String name, Node node) {
        var call = JSON.objectNode();
        if (name.equals("GetAtt") && node instanceof ScalarNode scalar) {
            var dot = scalar.getValue().indexOf('.');
            var pair = JSON.arrayNode();
            pair.add(scalar.getValue().substring(0, Math.max(dot, 0)));
            pair.add(scalar.getValue().substring(dot + 1));
            return call.set("Fn::GetAtt", pair);
        }
        var argument =
                node instanceof ScalarNode scalar
                        ? JSON.stringNode(scalar.getValue())
                        : plain(node);
        var bare = name.equals("Ref") || name.equals("Condition");
        return call.set(bare ? name : "Fn::" + name, argument);
    }

    private static JsonNode plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var object = JSON.objectNode();
                for (var entry : mapping.getValue()) {
                    object.set(
                            ((ScalarNode) entry.getKeyNode()).getValue(),
                            tree(entry.getValueNode()));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                var array = JSON.arrayNode();
                sequence.getValue().forEach(item -> array.add(tree(item)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new TemplateFault(node.toString(), "is no YAML that JSON can say");
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        var tag = scalar.getTag();
        var text = scalar.getValue();
        if (tag.equals(Tag.INT)) {
            return JSON.numberNode(Long.parseLong(text));
        }
        if (tag.equals(Tag.FLOAT)) {
            return JSON.numberNode(Double.parseDouble(text));
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.stringNode(text);
    }
}
