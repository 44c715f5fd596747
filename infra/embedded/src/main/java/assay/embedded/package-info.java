/// S3, DynamoDB and SQS inside this JVM, each on 127.0.0.1, each speaking its standard protocol.
@NullMarked
package assay.embedded;

import org.jspecify.annotations.NullMarked;
