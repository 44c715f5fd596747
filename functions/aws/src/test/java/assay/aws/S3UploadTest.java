package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3UploadTest {
    /// As in the Amazon S3 User Guide, "EventBridge event message structure", with another key.
    private static final String EVENT =
            """
            {"version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103",
             "detail-type": "Object Created", "source": "aws.s3", "account": "111122223333",
             "time": "2021-11-12T00:00:00Z", "region": "ca-central-1",
             "resources": ["arn:aws:s3:::amzn-s3-demo-bucket1"],
             "detail": {"version": "0", "bucket": {"name": "amzn-s3-demo-bucket1"},
              "object": {"key": "datasets/a b+ü%20/1/dataset.json", "size": 5,
               "etag": "b1946ac92492d2347c6235b4d2611184",
               "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", "sequencer": "617f08299329d189"},
              "request-id": "N4N7GDK58NMKJ12R", "requester": "123456789012",
              "source-ip-address": "1.2.3.4", "reason": "PutObject"}}
            """;

    @Test
    void theEventSaysWhichVersionOfWhichObjectCame() {
        assertThat(S3Upload.read(EVENT))
                .isEqualTo(
                        new S3Upload(
                                "amzn-s3-demo-bucket1",
                                "datasets/a b+ü%20/1/dataset.json",
                                "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e",
                                5,
                                "617f08299329d189",
                                Instant.parse("2021-11-12T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Object Created     | Object Deleted | /detail-type is 'Object Deleted'",
                "aws.s3             | aws.ec2        | /source is 'aws.ec2'",
                "version-id         | version        | at /detail/object/version-id it has nothing",
                "\"size\": 5        | \"size\": \"5\" | at /detail/object/size it has \"5\" instead of a whole number",
                "2021-11-12T00:00:00Z | yesterday    | /time is no time: 'yesterday'",
                "}}                 | }              | is no JSON",
                "\"bucket\": {      | \"bucket\": [], \"other\": { | at /detail/bucket/name it has nothing"
            })
    void whatIsNoSuchEventIsSaidInWords(String text, String instead, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Upload.read(EVENT.replace(text, instead)))
                .withMessageContaining("S3's event Object Created")
                .withMessageContaining(complaint);
    }
}
