package assay.ledger;

import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Page;
import assay.ledger.Ledger.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads partitions as records.
final class Reading {

    private Reading() {}

    static <T> List<T> all(Ledger ledger, Query first, Class<T> type) {
        List<T> records = new ArrayList<>();
        Query query = first;
        while (true) {
            Page page = ledger.query(query);
            page.items().forEach(i -> records.add(Json.read(i.document(), type)));
            if (page.next() == null) {
                return List.copyOf(records);
            }
            query = query.after(page.next());
        }
    }

    static <T> Listing<T> page(Ledger ledger, Query query, Function<Item, T> record) {
        Page page = ledger.query(query);
        return new Listing<>(page.items().stream().map(record).toList(), page.next());
    }
}
