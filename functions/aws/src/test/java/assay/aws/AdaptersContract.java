package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Ledger;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.ScoringRequest;
import assay.ledger.Scorings;
import assay.ledger.Work;
import assay.testing.InMemoryWork.Request;
import assay.testing.LedgerContract;
import assay.testing.ObjectsContract;
import assay.testing.ScoringsContract;
import assay.testing.WorkContract;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The contracts of all ports, kept by the adapters on services that run here.
abstract class AdaptersContract {

    abstract Services services();

    @Nested
    class DynamoLedgerTest extends LedgerContract {
        private final Ledger ledger = services().wiring().ledger();

        @Override
        protected Ledger ledger() {
            return ledger;
        }
    }

    @Nested
    class S3ObjectsTest extends ObjectsContract {
        private final Objects objects = services().wiring().uploads();

        @Override
        protected Objects objects() {
            return objects;
        }

        @Override
        protected void delete(String key) {
            services().deleteObject(key);
        }

        @Test
        void aHistoryOfMoreThanAPageIsWhole() {
            String folder = "paged/" + UUID.randomUUID() + "/";
            List<Version> written =
                    IntStream.range(0, 8)
                            .mapToObj(i -> objects.put(folder + i, "text/plain", new byte[i]))
                            .toList();
            assertThat(services().listedBy(3).history(folder)).isEqualTo(written);
        }
    }

    @Nested
    class SqsWorkTest extends WorkContract {
        private final Work work = services().wiring().work();

        @Override
        protected Work work() {
            return work;
        }

        @Override
        protected List<Request> receive() {
            return services().receiveRequests();
        }
    }

    @Nested
    class SqsScoringsTest extends ScoringsContract {
        private final Scorings scorings = services().wiring().scorings();

        @Override
        protected Scorings scorings() {
            return scorings;
        }

        @Override
        protected List<ScoringRequest> receive() {
            return services().receiveScorings();
        }
    }
}
