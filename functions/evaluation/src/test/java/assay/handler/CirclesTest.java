package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lineage.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What rests on itself has no origin: the upload that closes a circle is refused.
class CirclesTest {

    private final Office office = new Office();

    private static String dataset(String name, String... from) {
        return "{\"dataset\": \"%s\", \"version\": \"1\", \"files\": [{\"path\": \"a.csv\"}], \"derivedFrom\": [%s]}"
                .formatted(
                        name,
                        String.join(
                                ", ", List.of(from).stream().map(f -> "\"" + f + "\"").toList()));
    }

    private void upload(String name, String... from) {
        office.upload("datasets/" + name + "/1/a.csv", "id,x\n1,2\n");
        office.upload("datasets/" + name + "/1/dataset.json", dataset(name, from));
    }

    private void deliver(String name) {
        office.deliver("datasets/" + name + "/1/dataset.json");
    }

    @Test
    void theUploadThatClosesACircleIsRefusedWithTheChain() {
        upload("a", "dataset:b@1");
        deliver("a");
        upload("b", "code:acme/etl@1", "dataset:c@1");
        deliver("b");
        upload("c", "dataset:a@1");
        deliver("c");

        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .contains("datasets/c/1/dataset.json")
                .contains("/derivedFrom/0")
                .contains("dataset:c@1 → dataset:a@1 → dataset:b@1 → dataset:c@1");
        assertThat(office.datasets().find(Reference.dataset("c", "1"))).isEmpty();
        assertThat(office.datasets().find(Reference.dataset("b", "1"))).isPresent();
    }

    @Test
    void whatNamesItselfIsRefused() {
        upload("a", "dataset:a@1");
        deliver("a");
        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .contains("dataset:a@1 → dataset:a@1");
    }

    @Test
    void aCircleThroughAModelIsOne() {
        upload("distilled", "model:m@v1");
        deliver("distilled");
        office.upload(
                "models/m/v1/model.json",
                "{\"model\": \"m\", \"version\": \"v1\", \"task\": \"binary\", \"trainedOn\": [\"dataset:distilled@1\"]}");
        office.deliver("models/m/v1/model.json");
        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .contains("/trainedOn/0")
                .contains("model:m@v1 → dataset:distilled@1 → model:m@v1");
    }

    @Test
    void systemsCloseCirclesToo() {
        office.upload(
                "systems/s/1/system.json",
                "{\"system\": \"s\", \"version\": \"1\", \"kind\": \"system\", \"uses\": [\"product:p@1\"]}");
        office.upload(
                "systems/p/1/system.json",
                "{\"system\": \"p\", \"version\": \"1\", \"kind\": \"product\", \"uses\": [\"system:s@1\"]}");
        office.deliver("systems/p/1/system.json").deliver("systems/s/1/system.json");
        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .contains("systems/p/1/system.json")
                .contains("product:p@1 → system:s@1 → product:p@1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whichIsRefusedHangsOnTheUploadsNotOnTheirEvents(long seed) {
        Map<String, String[]> links = new LinkedHashMap<>();
        links.put("a", new String[] {"dataset:b@1", "dataset:d@1"});
        links.put("b", new String[] {"dataset:c@1"});
        links.put("c", new String[] {"dataset:a@1"});
        links.put("d", new String[] {"dataset:e@1"});
        links.put("e", new String[] {"dataset:a@1", "dataset:f@1"});
        links.put("f", new String[] {});
        links.forEach(this::upload);
        List<String> events = new ArrayList<>(links.keySet());
        events.addAll(links.keySet());
        Collections.shuffle(events, new Random(seed));
        events.forEach(this::deliver);

        assertThat(office.uploads("refused"))
                .hasSize(2)
                .anySatisfy(r -> assertThat(r).startsWith("datasets/c/1/"))
                .anySatisfy(r -> assertThat(r).startsWith("datasets/e/1/"));
    }
}
