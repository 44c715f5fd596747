package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.aws.ScoringMessage;
import assay.intake.ScoringKey;
import assay.lineage.Reference;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import org.junit.jupiter.params.ParameterizedTest;

class ScoringEventTest {

    @ParameterizedTest
    @Event(value = "events/scoring-asked.json", type = SQSEvent.class)
    void anEventTellsWhereTheRequestLies(SQSEvent event) {
        ScoringMessage message = ScoringMessage.in(event.getRecords().getFirst());
        ScoringKey key = ScoringKey.parse(message.key()).orElseThrow();
        assertThat(key.model()).isEqualTo(Reference.model("loan", "v1"));
        assertThat(key.dataset()).isEqualTo(Reference.dataset("credit-holdout", "1"));
        assertThat(key.file()).isEqualTo("request.json");
        assertThat(message.attempt()).isEqualTo(1);
    }
}
