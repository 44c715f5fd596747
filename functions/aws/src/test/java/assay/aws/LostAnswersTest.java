package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import assay.embedded.EmbeddedDynamo;
import assay.ledger.Ledger;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Outcome;
import assay.ledger.Ledger.Write;
import assay.ledger.Seal;
import assay.testing.InMemoryObjects;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class LostAnswersTest {
    private static final Item ITEM = new Item(new Key("p", "s"), null, 1, "{}");
    private static final Item OTHER = new Item(new Key("p", "t"), null, 1, "{}");

    /// Loses the first answer: the request was carried out, but nobody hears of it.
    private static final class FirstAnswerLost implements SdkHttpClient {
        private final SdkHttpClient http = UrlConnectionHttpClient.create();
        private final AtomicInteger answers = new AtomicInteger();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = http.prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    HttpExecuteResponse answer = prepared.call();
                    if (answers.getAndIncrement() == 0) {
                        throw new IOException("connection reset");
                    }
                    return answer;
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            http.close();
        }
    }

    private static void withLedger(BiConsumer<Ledger, FirstAnswerLost> test) {
        try (var dynamo = EmbeddedDynamo.start();
                var http = new FirstAnswerLost();
                var client = Services.dynamo(dynamo.endpoint(), http);
                var plain = Services.dynamo(dynamo.endpoint(), UrlConnectionHttpClient.create())) {
            Services.createTable(plain);
            test.accept(
                    new DynamoLedger(
                            client,
                            Services.TABLE,
                            new InMemoryObjects(InstantSource.system()),
                            new Seal("secret")),
                    http);
        }
    }

    @Test
    void aWriterWhoseAnswerWasLostHasWrittenAllTheSame() {
        withLedger((ledger, http) -> {
            Outcome outcome = ledger.write(List.of(new Write.Create(ITEM)));
            assertThat(http.answers).hasValue(2);
            assertThat(outcome).isEqualTo(new Outcome.Written());
            assertThat(ledger.write(List.of(new Write.Create(ITEM))))
                    .isEqualTo(new Outcome.Refused(ITEM.key()));
        });
    }

    @Test
    void aTransactionWhoseAnswerWasLostIsMadeOnce() {
        withLedger((ledger, http) -> {
            Outcome outcome =
                    ledger.write(List.of(new Write.Create(ITEM), new Write.Create(OTHER)));
            assertThat(http.answers).hasValue(2);
            assertThat(outcome).isEqualTo(new Outcome.Written());
        });
    }
}
