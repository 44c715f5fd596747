package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.handler.Client.Reply;
import org.junit.jupiter.api.Test;

class WithdrawalRoutesTest {

    private static final String TRAIN = "/v1/datasets/credit-train/versions/1";
    private static final String BODY = "{\"reason\": \"no consent\", \"by\": \"Ada\"}";

    private final Client client = Client.ofCredit();

    @Test
    void aWithdrawalNamesWhatIsTaintedAndIsShownThere() {
        Reply reply = client.send("POST", TRAIN + "/withdrawal", BODY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("champions").toString()).isEqualTo("[\"model:credit@v2\"]");
        assertThat(reply.json().at("/models/0/chain").toString())
                .isEqualTo("[\"dataset:credit-train@1\",\"model:credit@v1\"]");
        assertThat(client.asked()).contains("credit");
        assertThat(client.get(TRAIN).json().at("/withdrawal/by").asString()).isEqualTo("Ada");
        assertThat(
                        client.get("/v1/models/credit/champion")
                                .json()
                                .at("/tainted/0/because")
                                .asString())
                .contains("no consent");
        assertThat(client.send("POST", TRAIN + "/withdrawal", BODY).json()).isEqualTo(reply.json());
    }

    @Test
    void whatIsNotOnRecordCannotBeWithdrawn() {
        Reply reply = client.send("POST", "/v1/datasets/credit-train/versions/9/withdrawal", BODY);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("detail").asString()).contains("has no version 9");
    }

    @Test
    void aWithdrawalSaysByWhom() {
        Reply reply = client.send("POST", TRAIN + "/withdrawal", "{\"reason\": \"so\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("pointer").asString()).isEqualTo("/by");
    }
}
