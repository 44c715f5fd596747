package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lineage.PersonalData;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A column that speaks of persons is flagged once, and told with all that is made of it.
class PersonalDataTest {

    private static final Reference RAW = Reference.dataset("raw", "1");
    private static final Reference TRAIN = Reference.dataset("train", "1");
    private static final Reference MODEL = Reference.model("m", "v1");

    private final Office office = new Office();

    private void upload(String key, String content) {
        office.upload(key, content).deliver(key);
    }

    private void everything() {
        upload("datasets/raw/1/a.csv", "id,mail\n1,a@b\n");
        upload(
                "datasets/raw/1/dataset.json",
                """
                {"dataset": "raw", "version": "1", "files": [{"path": "a.csv"}],
                 "columns": [{"name": "id", "type": "string", "role": "id"},
                             {"name": "mail", "type": "string", "personalData": true}]}
                """);
        upload("datasets/train/1/a.csv", "id,x\n1,2\n");
        upload(
                "datasets/train/1/dataset.json",
                """
                {"dataset": "train", "version": "1", "files": [{"path": "a.csv"}],
                 "derivedFrom": ["dataset:raw@1"], "use": {"permits": ["training"]}}
                """);
        upload("datasets/holdout/1/a.csv", "id,y\n1,2\n2,4\n3,5\n");
        upload(
                "datasets/holdout/1/dataset.json",
                """
                {"dataset": "holdout", "version": "1", "files": [{"path": "a.csv"}],
                 "columns": [{"name": "id", "type": "string", "role": "id"},
                             {"name": "y", "type": "number", "role": "target"}]}
                """);
        upload(
                "gates/m/gate.json",
                """
                {"gate": "m", "datasets": ["holdout"],
                 "criteria": [{"id": "lawful", "rule": "permitted-use"}]}
                """);
        upload("models/m/v1/predictions/holdout/1/p.csv", "id,prediction\n1,2\n2,3\n3,4\n");
        upload(
                "models/m/v1/model.json",
                """
                {"model": "m", "version": "v1", "task": "regression", "trainedOn": ["dataset:train@1"]}
                """);
        office.work();
    }

    @Test
    void aModelInheritsItWithTheChain() {
        everything();
        assertThat(office.standings().personal(MODEL, Instant.EPOCH))
                .containsExactly(new PersonalData(List.of(MODEL, TRAIN, RAW), List.of("mail")));
        assertThat(office.standings().personal(TRAIN, Instant.EPOCH))
                .containsExactly(new PersonalData(List.of(TRAIN, RAW), List.of("mail")));
    }

    @Test
    void permittedUseNamesIt() {
        everything();
        String id = office.standings().line("m").verdict(MODEL).orElseThrow();
        JsonNode verdict = office.models().verdict(id).orElseThrow();
        assertThat(verdict.at("/criteria/0/reason").asString())
                .isEqualTo(
                        "Not stated by dataset:raw@1, dataset:holdout@1. Personal data: dataset:raw@1 (mail).");
        assertThat(verdict.at("/evidence/permission/personalData/dataset:raw@1/0").asString())
                .isEqualTo("mail");
    }
}
