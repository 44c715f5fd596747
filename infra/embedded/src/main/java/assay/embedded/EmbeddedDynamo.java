package assay.embedded;

import java.net.URI;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// AWS's DynamoDB Local in this JVM, with transactions, indexes and streams. Any credentials and
/// any region see the same tables. No point-in-time recovery and no tags.
public final class EmbeddedDynamo implements AutoCloseable {
    private static final String NO_CORS = "";

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final URI endpoint;

    private EmbeddedDynamo(Server server, LocalDynamoDBServerHandler handler, URI endpoint) {
        this.server = server;
        this.handler = handler;
        this.endpoint = endpoint;
    }

    /// In memory, on a free port.
    public static EmbeddedDynamo start() {
        return start(0, new Storage.Ephemeral());
    }

    /// @param port 0 for any free one
    public static EmbeddedDynamo start(int port, Storage storage) {
        var bound = Loopback.port("DynamoDB", port);
        var handler = new LocalDynamoDBServerHandler(requests(storage), NO_CORS);
        var server = new Server(Loopback.address(bound));
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception failed) {
            handler.close();
            throw new IllegalStateException("DynamoDB Local did not start", failed);
        }
        return new EmbeddedDynamo(server, handler, Loopback.http(bound));
    }

    private static LocalDynamoDBRequestHandler requests(Storage storage) {
        var shared = true;
        var delayed = false;
        return switch (storage) {
            case Storage.Ephemeral nothing ->
                    new LocalDynamoDBRequestHandler(0, true, null, shared, delayed);
            case Storage.Kept(var folder) ->
                    new LocalDynamoDBRequestHandler(0, false, folder.toString(), shared, delayed);
        };
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("DynamoDB Local did not stop", failed);
        } finally {
            handler.close();
        }
    }
}
