package assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Ledger.Key;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Reference;
import assay.testing.KeyTable;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of keys in `functions/docs/ledger.md`, against the code that makes them.
class KeysTest {

    private static final Reference MODEL = Reference.model("churn", "v1");
    private static final Edge EDGE =
            new Edge(MODEL, Relation.TRAINED_ON, Reference.dataset("train", "1"));

    static Stream<Method> forms() {
        return Arrays.stream(Keys.class.getDeclaredMethods())
                .filter(m -> m.getReturnType() == Key.class);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOfKeyIsInTheTable(Method form) throws ReflectiveOperationException {
        Object[] arguments =
                Arrays.stream(form.getParameterTypes()).map(KeysTest::example).toArray();

        Key key = (Key) form.invoke(null, arguments);

        assertThat(KeyTable.DOCUMENTED.rows(key)).as(key.toString()).isNotEmpty();
    }

    private static Object example(Class<?> type) {
        if (type == Reference.class) {
            return MODEL;
        } else if (type == Edge.class) {
            return EDGE;
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        }
        return "MODEL#churn";
    }
}
