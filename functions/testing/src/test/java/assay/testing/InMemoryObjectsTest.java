package assay.testing;

import assay.ledger.Objects;
import java.time.InstantSource;

class InMemoryObjectsTest extends ObjectsContract {
    private final InMemoryObjects objects = new InMemoryObjects(InstantSource.system());

    @Override
    protected Objects objects() {
        return objects;
    }

    @Override
    protected void delete(String key) {
        objects.delete(key);
    }
}
