package assay.local.event;

import assay.local.template.Resource;
import tools.jackson.databind.JsonNode;

/// Where rules send events.
@FunctionalInterface
public interface Targets {
    void deliver(Resource.Target target, JsonNode event);
}
