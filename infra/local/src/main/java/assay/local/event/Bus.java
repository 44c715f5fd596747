package assay.local.event;

import assay.local.Activity;
import assay.local.template.Resource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.event.ruler.Machine;
import tools.jackson.databind.JsonNode;

/// An event bus: each event goes to the targets of every rule whose pattern it matches.
public final class Bus {
    private final Map<String, Resource.Rule> rules = new HashMap<>();
    private final Machine machine = Machine.builder().build();
    private final Targets targets;
    private final Activity activity;

    public Bus(List<Resource.Rule> rules, Targets targets, Activity activity) {
        this.targets = targets;
        this.activity = activity;
        for (var rule : rules) {
            this.rules.put(rule.id(), rule);
            try {
                machine.addRule(rule.id(), rule.pattern().toString());
            } catch (IOException malformed) {
                throw new IllegalArgumentException(
                        "The pattern of rule %s is not understood: %s"
                                .formatted(rule.id(), malformed.getMessage()),
                        malformed);
            }
        }
    }

    /// Delivers before it returns.
    ///
    /// @param event with EventBridge's envelope
    ///
    /// @return how many targets got it
    public int put(JsonNode event) {
        return activity.during(() -> deliver(event));
    }

    private int deliver(JsonNode event) {
        var delivered = 0;
        for (var id : matching(event.toString())) {
            for (var target : rule(id).targets()) {
                targets.deliver(target, event);
                delivered++;
            }
        }
        return delivered;
    }

    private Resource.Rule rule(String id) {
        return Optional.ofNullable(rules.get(id)).orElseThrow();
    }

    private List<String> matching(String event) {
        try {
            return machine.rulesForJSONEvent(event);
        } catch (Exception malformed) {
            throw new IllegalArgumentException("No event: " + event, malformed);
        }
    }
}
