/// The ports on AWS: the ledger on DynamoDB, objects on S3, work on SQS, and how a function finds
/// them.
@NullMarked
package assay.aws;

import org.jspecify.annotations.NullMarked;
