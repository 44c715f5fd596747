package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Ledger.Item;
import assay.lineage.Reference;
import assay.manifest.Manifests;
import assay.testing.KeyTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The sample uploads get the verdicts that `events/README.md` derives with SciPy.
class SampleVerdictsTest {

    private final Office office = new Office();

    private void uploadAll() {
        for (String key : Office.samples()) {
            office.upload(key, Office.sample(key)).deliver(key).work();
        }
    }

    @Test
    void theBetterIsPromotedTheWorseRejectedAndTheRestNeedsData() {
        uploadAll();

        assertThat(office.uploads("refused")).isEmpty();
        assertThat(office.uploads("conflict")).isEmpty();
        assertThat(office.uploads("waiting")).isEmpty();
        assertThat(outcomes("credit"))
                .containsExactly(
                        "model:credit@v1 PROMOTE",
                        "model:credit@v2 PROMOTE",
                        "model:credit@v3 REJECT",
                        "model:credit@v4 NEED_DATA");
        assertThat(outcomes("spam"))
                .containsExactly("model:spam@v1 PROMOTE", "model:spam@v2 PROMOTE");
        assertThat(office.standings().champion("spam").orElseThrow().champion().version())
                .as("the experiment is to decide")
                .isEqualTo(Reference.model("spam", "v1"));
        assertThat(outcomes("loan"))
                .containsExactly("model:loan@v1 PROMOTE", "model:loan@v2 PROMOTE");
        assertThat(outcomes("strike-speed"))
                .containsExactly(
                        "model:strike-speed@v1 PROMOTE",
                        "model:strike-speed@v2 PROMOTE",
                        "model:strike-speed@v3 REJECT");
        assertThat(office.standings().champion("credit").orElseThrow().champion().version())
                .isEqualTo(Reference.model("credit", "v2"));
    }

    @Test
    void uploadingTheSameFolderTwiceChangesNothing() {
        uploadAll();
        var before = office.standing();
        var items = office.ledger.items().stream().map(Item::key).toList();

        uploadAll();

        assertThat(office.standing()).isEqualTo(before);
        assertThat(office.ledger.items().stream().map(Item::key)).containsExactlyElementsOf(items);
    }

    @Test
    void everyKeyThatTheSamplesLeaveIsInTheTableOfKeys() {
        uploadAll();

        assertThat(office.ledger.items())
                .allSatisfy(i -> assertThat(KeyTable.DOCUMENTED.rows(i.key())).isNotEmpty());
    }

    @Test
    void everyVerdictFitsTheSchemaThatIsServed() {
        uploadAll();

        for (String model : List.of("credit", "loan", "strike-speed")) {
            assertThat(office.standings().line(model).verdicts())
                    .isNotEmpty()
                    .allSatisfy(id ->
                            assertThat(
                                            Manifests.faults(
                                                    "verdict",
                                                    office.models().verdict(id).orElseThrow()))
                                    .isEmpty());
        }
    }

    private List<String> outcomes(String model) {
        return office.standings().line(model).entries().stream()
                .map(e ->
                        e.version()
                                + " "
                                + (e instanceof assay.succession.Line.Judged j
                                        ? j.outcome().name()
                                        : e.toString()))
                .toList();
    }
}
