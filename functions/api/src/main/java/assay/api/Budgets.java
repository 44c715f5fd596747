package assay.api;

import assay.gate.Budget;
import assay.gate.Gate.ErrorControl;
import assay.json.Json;
import assay.ledger.Tries;
import assay.ledger.Tries.Try;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a test set has been asked, and what may still be asked of it.
final class Budgets {

    /// How many of the tries are shown; all of them are counted.
    private static final int SHOWN = 20;

    private Budgets() {}

    /// @param tries in their places
    static ObjectNode of(List<Try> tries) {
        ObjectNode json = Json.object();
        json.put("tries", tries.size());
        ArrayNode controls = json.putArray("controls");
        Set<ErrorControl> used =
                tries.stream()
                        .map(Try::control)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        used.forEach(control -> controls.add(of(Tries.budget(control, tries))));
        ArrayNode latest = json.putArray("latest");
        tries.reversed().stream().limit(SHOWN).map(Budgets::of).forEach(latest::add);
        return json;
    }

    private static ObjectNode of(Budget budget) {
        return Json.object()
                .put("method", budget.control().method().word())
                .put("wealth", budget.control().wealth())
                .put("level", budget.level())
                .put("left", budget.left())
                .put("exhausted", budget.next() instanceof Budget.Turn.Exhausted);
    }

    private static ObjectNode of(Try attempt) {
        ObjectNode json = Json.object();
        json.put("place", attempt.place());
        json.put("subject", attempt.subject().toString());
        json.put("verdict", attempt.verdict());
        json.put("level", attempt.level());
        if (attempt.pValue() != null) {
            json.put("pValue", attempt.pValue());
        }
        return json;
    }
}
