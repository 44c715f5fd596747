package assay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import assay.intake.UploadKey.Foreign;
import assay.intake.UploadKey.OfDataset;
import assay.intake.UploadKey.OfGate;
import assay.intake.UploadKey.OfModel;
import assay.intake.UploadKey.OfPredictions;
import assay.intake.UploadKey.OfSystem;
import assay.lineage.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadKeyTest {

    @Test
    void keysSayWhatTheyArePartOf() {
        assertThat(UploadKey.parse("datasets/churn-holdout/3/part 0+1.parquet"))
                .isEqualTo(new OfDataset("churn-holdout", "3", "part 0+1.parquet"));
        assertThat(UploadKey.parse("models/churn/v12/model.json"))
                .isEqualTo(new OfModel("churn", "v12", "model.json"));
        assertThat(UploadKey.parse("models/churn/v12/predictions/churn-holdout/3/a/b.csv"))
                .isEqualTo(
                        new OfPredictions(
                                Reference.model("churn", "v12"),
                                Reference.dataset("churn-holdout", "3"),
                                "a/b.csv"));
        assertThat(UploadKey.parse("gates/churn/gate.json")).isEqualTo(new OfGate("churn"));
        assertThat(UploadKey.parse("systems/retention/7/system.json"))
                .isEqualTo(new OfSystem("retention", "7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readme.txt",
                "datasets/Churn/3/a.csv",
                "datasets/churn/3",
                "datasets/churn/3/",
                "models/churn/v12/predictions/a.csv",
                "gates/churn/other.json",
                "datasets//3/a.csv"
            })
    void otherKeysAreForeignAndSaySo(String key) {
        assertThat(UploadKey.parse(key))
                .isInstanceOfSatisfying(
                        Foreign.class, f -> assertThat(f.because()).contains("datasets/<name>"));
    }
}
