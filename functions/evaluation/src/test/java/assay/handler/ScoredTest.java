package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lineage.Reference;
import assay.succession.Line.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A model that was uploaded as ONNX, without predictions, is run and judged.
class ScoredTest {

    private static final Reference V1 = Reference.model("credit", "v1");
    private static final Reference HOLDOUT = Reference.dataset("credit-holdout", "1");

    private static final List<String> KEYS =
            Office.samples().stream()
                    .filter(key ->
                            key.startsWith("datasets/credit-")
                                    || key.startsWith("gates/credit/")
                                    || key.startsWith("models/credit/v1/model"))
                    .toList();

    private static Office scored() {
        Office office = new Office();
        for (String key : KEYS) {
            office.upload(key, Office.sample(key)).deliver(key).work();
        }
        return office;
    }

    @Test
    void whatWasUploadedAsOnnxIsRunAndJudged() {
        Office office = scored();
        assertThat(office.uploads("refused")).isEmpty();
        assertThat(office.standings().line("credit").entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Judged.class, judged -> assertThat(judged.promoted()).isTrue());
        var predictions = office.models().predictions(V1, HOLDOUT).orElseThrow();
        assertThat(predictions.scored()).isTrue();
        assertThat(predictions.rows()).isEqualTo(600);
    }
}
