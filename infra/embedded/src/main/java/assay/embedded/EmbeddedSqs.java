package assay.embedded;

import java.net.URI;
import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;
import scalikejdbc.ConnectionPool;

/// ElasticMQ in this JVM: SQS with FIFO groups, visibility and dead-letter queues, under the limits
/// of the real one. Kept queues come back with their messages; only one server of a JVM can keep
/// any.
public final class EmbeddedSqs implements AutoCloseable {
    public static final String REGION = "eu-west-1";
    public static final String ACCOUNT = "000000000000";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final URI endpoint;

    private EmbeddedSqs(ActorSystem actors, SQSRestServer server, URI endpoint) {
        this.actors = actors;
        this.server = server;
        this.endpoint = endpoint;
    }

    /// In memory, on a free port.
    public static EmbeddedSqs start() {
        return start(0, new Storage.Ephemeral());
    }

    /// @param port 0 for any free one
    public static EmbeddedSqs start(int port, Storage storage) {
        var bound = Loopback.port("SQS", port);
        var actors = ActorSystem.create("sqs");
        var memory =
                switch (storage) {
                    case Storage.Ephemeral nothing -> Option.<ActorRef>empty();
                    case Storage.Kept(var folder) ->
                            Option.apply(memory(actors, "jdbc:h2:" + folder.resolve("queues")));
                };
        var queues =
                actors.actorOf(
                        Props.create(
                                QueueManagerActor.class,
                                new NowProvider(),
                                StrictSQSLimits$.MODULE$,
                                memory));
        memory.foreach(keeper -> {
            Patterns.ask(keeper, new QueueEvent.Restore(queues), PATIENCE)
                    .toCompletableFuture()
                    .join();
            return null;
        });
        var server = server(bound, actors, queues, memory).start();
        server.waitUntilStarted();
        return new EmbeddedSqs(actors, server, Loopback.http(bound));
    }

    private static TheSQSRestServerBuilder server(
            int port, ActorSystem actors, ActorRef queues, Option<ActorRef> memory) {
        var builder =
                SQSRestServerBuilder.withInterface(Loopback.HOST)
                        .withPort(port)
                        .withServerAddress(new NodeAddress("http", Loopback.HOST, port, ""))
                        .withAWSRegion(REGION)
                        .withAWSAccountId(ACCOUNT)
                        .withActorSystem(actors)
                        .withQueueManagerActor(queues);
        return memory.isEmpty() ? builder : builder.withQueueEventListener(memory.get());
    }

    private static ActorRef memory(ActorSystem actors, String database) {
        // ElasticMQ opens its database once in a JVM's life; this opens it for this server.
        var settings = ConnectionPool.singleton$default$4();
        ConnectionPool.singleton(
                database,
                "",
                "",
                settings,
                ConnectionPool.singleton$default$5(database, "", "", settings));
        var config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", database, "", "", false);
        return actors.actorOf(
                Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty()));
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        server.stopAndWait();
        actors.terminate();
        actors.getWhenTerminated().toCompletableFuture().join();
        ConnectionPool.closeAll();
    }
}
