package assay.aws;

import assay.embedded.EmbeddedDynamo;
import assay.embedded.EmbeddedS3;
import assay.embedded.EmbeddedSqs;
import org.junit.jupiter.api.AfterAll;

class EmbeddedAdaptersTest extends AdaptersContract {
    private static final EmbeddedDynamo DYNAMO = EmbeddedDynamo.start();
    private static final EmbeddedS3 S3 = EmbeddedS3.start();
    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final Services SERVICES =
            new Services(DYNAMO.endpoint(), S3.endpoint(), SQS.endpoint());

    @AfterAll
    static void stop() {
        DYNAMO.close();
        S3.close();
        SQS.close();
    }

    @Override
    Services services() {
        return SERVICES;
    }
}
