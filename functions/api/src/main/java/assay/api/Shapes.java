package assay.api;

import assay.http.Call;
import assay.http.Form;
import assay.json.Json;
import assay.ledger.Listing;
import assay.pages.Site;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Shapes that every JSON answer has.
final class Shapes {

    private Shapes() {}

    /// A part of a list, under its name, with where it goes on.
    static <T> ObjectNode list(String name, Listing<T> listing, Function<T, JsonNode> item) {
        ObjectNode json = list(name, listing.items(), item);
        if (listing.next() != null) {
            json.put("next", listing.next());
        }
        return json;
    }

    /// A whole list, under its name.
    static <T> ObjectNode list(String name, List<T> items, Function<T, JsonNode> item) {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray(name);
        items.forEach(i -> array.add(item.apply(i)));
        return json;
    }

    /// A digest with the name of its function.
    static String sha256(String hex) {
        return "sha256:" + hex;
    }

    /// What a person sees of it.
    static Form page(Call call, Function<Site, String> page) {
        return new Form(Form.HTML, () -> page.apply(Site.around(call.request())));
    }

    static Form json(JsonNode json) {
        return new Form(Form.JSON, () -> Json.write(json));
    }
}
