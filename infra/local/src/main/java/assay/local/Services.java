package assay.local;

import assay.embedded.EmbeddedDynamo;
import assay.embedded.EmbeddedS3;
import assay.embedded.EmbeddedSqs;
import assay.embedded.Loopback;
import assay.embedded.ObjectCreated;
import assay.embedded.Storage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The three embedded servers, started side by side.
record Services(EmbeddedS3 s3, EmbeddedDynamo dynamo, EmbeddedSqs sqs) implements AutoCloseable {
    /// @param ports none of them 0
    static Services start(Options.Ports ports, Storage storage, Consumer<ObjectCreated> listener) {
        var s3 = later(() -> EmbeddedS3.start(ports.s3(), storage.below("s3"), listener));
        var dynamo = later(() -> EmbeddedDynamo.start(ports.dynamodb(), storage.below("dynamodb")));
        var sqs = later(() -> EmbeddedSqs.start(ports.sqs(), storage.below("sqs")));
        try {
            return new Services(s3.join(), dynamo.join(), sqs.join());
        } catch (CompletionException failed) {
            stop(s3, EmbeddedS3::close);
            stop(dynamo, EmbeddedDynamo::close);
            stop(sqs, EmbeddedSqs::close);
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static <T> void stop(CompletableFuture<T> server, Consumer<T> close) {
        if (!server.isCompletedExceptionally()) {
            close.accept(server.join());
        }
    }

    private static <T> CompletableFuture<T> later(Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                start, work -> Thread.ofPlatform().daemon().start(work));
    }

    /// The same ports, with a free one wherever 0 stood.
    static Options.Ports claim(Options.Ports wanted) {
        return new Options.Ports(
                Loopback.port("the API", wanted.api()),
                Loopback.port("S3", wanted.s3()),
                Loopback.port("DynamoDB", wanted.dynamodb()),
                Loopback.port("SQS", wanted.sqs()));
    }

    @Override
    public void close() {
        sqs.close();
        dynamo.close();
        s3.close();
    }
}
