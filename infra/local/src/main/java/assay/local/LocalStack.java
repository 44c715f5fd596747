package assay.local;

import assay.embedded.EmbeddedSqs;
import assay.embedded.Loopback;
import assay.embedded.ObjectCreated;
import assay.local.event.Bus;
import assay.local.event.Envelope;
import assay.local.gateway.Gateway;
import assay.local.lambda.Lambda;
import assay.local.lambda.Launch;
import assay.local.queue.QueueFeed;
import assay.local.queue.Queues;
import assay.local.schedule.Schedule;
import assay.local.storage.Buckets;
import assay.local.storage.Tables;
import assay.local.stream.Checkpoint;
import assay.local.stream.StreamFeed;
import assay.local.template.Naming;
import assay.local.template.Resource;
import assay.local.template.Resource.Source;
import assay.local.template.Template;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A SAM template, running on this machine.
public final class LocalStack implements AutoCloseable {
    private static final Envelope ENVELOPE = new Envelope(EmbeddedSqs.ACCOUNT, EmbeddedSqs.REGION);
    private static final Duration STREAM_PATIENCE = Duration.ofSeconds(5);

    private final Activity activity = new Activity();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Consumer<ObjectCreated>> listener = new CompletableFuture<>();
    private final Folders folders;
    private final Template template;
    private final Services services;
    private final Clients clients;
    private final Queues queues;
    private final Gateway gateway;
    private final Map<String, Bus> buses = new LinkedHashMap<>();
    private final Map<String, Lambda> lambdas = new LinkedHashMap<>();
    private final List<QueueFeed> queueFeeds = new ArrayList<>();
    private final List<StreamFeed> streamFeeds = new ArrayList<>();
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    private final List<String> fedQueues = new ArrayList<>();

    /// Ready when it returns.
    ///
    /// @param report hears one sentence about each thing that goes wrong while it runs
    /// @throws Loopback.PortInUse if a port is taken
    /// @throws IllegalArgumentException if the template asks for what is not run here
    /// @throws IllegalStateException if a function is not built yet
    public static LocalStack start(Options options, Consumer<String> report) {
        var ports = Services.claim(options.ports());
        var naming =
                new Naming(EmbeddedSqs.REGION, EmbeddedSqs.ACCOUNT, Loopback.http(ports.sqs()));
        var template = Template.read(options.template(), naming);
        requireBuilt(template);
        return new LocalStack(options, ports, template, report);
    }

    private static void requireBuilt(Template template) {
        var missing =
                template.all(Resource.Function.class).stream()
                        .filter(function -> !Files.exists(function.code()))
                        .map(function -> function.code().toString())
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "Not built yet: " + missing + ". Build with `mvn package`.");
        }
    }

    private LocalStack(
            Options options, Options.Ports ports, Template template, Consumer<String> report) {
        this.template = template;
        folders = Folders.of(options);
        services =
                Services.start(ports, folders.storage(), object -> listener.join().accept(object));
        clients =
                Clients.of(
                        services.s3().endpoint(),
                        services.dynamo().endpoint(),
                        services.sqs().endpoint());
        gateway = new Gateway(ports.api());
        var buckets = new Buckets(clients.s3(), template.all(Resource.Bucket.class));
        Tables.make(clients.dynamo(), template.all(Resource.Table.class));
        queues = new Queues(clients.sqs(), template.all(Resource.Queue.class));
        var launch =
                new Launch(folders.runtime(), folders.logs(), environment(), gateway.endpoint());
        for (var function : template.all(Resource.Function.class)) {
            lambdas.put(function.name(), new Lambda(function, launch, activity, report));
        }
        connectBuses();
        lambdas.values().forEach(this::connect);
        new Controls(this, gateway).open();
        listener.complete(object -> {
            if (buckets.tells(object.bucket())) {
                bus("default").put(ENVELOPE.of(object));
            }
        });
        queueFeeds.forEach(QueueFeed::start);
        streamFeeds.forEach(StreamFeed::start);
        schedules.values().forEach(Schedule::start);
        gateway.start();
    }

    private Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("AWS_REGION", EmbeddedSqs.REGION);
        variables.put("AWS_DEFAULT_REGION", EmbeddedSqs.REGION);
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        endpoints()
                .forEach((service, endpoint) ->
                        variables.put("AWS_ENDPOINT_URL_" + service, endpoint.toString()));
        return variables;
    }

    /// The stack's own endpoints, by the name that SDKs give each service.
    public Map<String, URI> endpoints() {
        return Map.of(
                "S3", services.s3().endpoint(),
                "DYNAMODB", services.dynamo().endpoint(),
                "DYNAMODB_STREAMS", services.dynamo().endpoint(),
                "SQS", services.sqs().endpoint(),
                "EVENTBRIDGE", gateway.endpoint().resolve(Controls.EVENTS));
    }

    private void connectBuses() {
        var names = new ArrayList<>(List.of("default"));
        template.all(Resource.Bus.class).forEach(bus -> names.add(bus.name()));
        var rules =
                template.all(Resource.Rule.class).stream()
                        .collect(Collectors.groupingBy(Resource.Rule::bus));
        for (var name : names) {
            buses.put(name, new Bus(rules.getOrDefault(name, List.of()), this::deliver, activity));
        }
    }

    private void deliver(Resource.Target target, JsonNode event) {
        var body = target.input().orElseGet(event::toString);
        var name = Queues.name(target.arn());
        if (target.arn().contains(":lambda:")) {
            var lambda = lambda(name);
            activity.later(() -> lambda.invoke(body));
            return;
        }
        clients.sqs()
                .sendMessage(message -> {
                    message.queueUrl(queues.url(name)).messageBody(body);
                    target.fifoGroup()
                            .ifPresent(group ->
                                    message.messageGroupId(group)
                                            .messageDeduplicationId(event.path("id").asString()));
                });
    }

    private void connect(Lambda lambda) {
        for (var source : lambda.function().sources()) {
            switch (source) {
                case Source.FromQueue queue -> feed(lambda, queue);
                case Source.FromStream stream -> feed(lambda, stream);
                case Source.FromSchedule schedule ->
                        schedules.put(
                                schedule.name(), new Schedule(schedule, lambda::invoke, ENVELOPE));
                case Source.FromApi api -> gateway.route(api, lambda);
            }
        }
    }

    private void feed(Lambda lambda, Source.FromQueue source) {
        var arn =
                "arn:aws:sqs:%s:%s:%s"
                        .formatted(EmbeddedSqs.REGION, EmbeddedSqs.ACCOUNT, source.queue());
        fedQueues.add(source.queue());
        queueFeeds.add(
                new QueueFeed(
                        clients.sqs(), queues.url(source.queue()), arn, source, lambda, activity));
    }

    private void feed(Lambda lambda, Source.FromStream source) {
        var arn =
                clients.dynamo()
                        .describeTable(table -> table.tableName(source.table()))
                        .table()
                        .latestStreamArn();
        var checkpoint =
                new Checkpoint(folders.storage().below("streams"), lambda.function().name());
        streamFeeds.add(
                new StreamFeed(clients.streams(), arn, source, lambda, activity, checkpoint));
    }

    /// Whether no event, message or invocation is under way.
    public boolean idle() {
        var before = activity.changes();
        return still()
                && streamsRead()
                && fedQueues.stream().allMatch(queue -> queues.messages(queue) == 0)
                && still()
                && activity.changes() == before;
    }

    private boolean still() {
        return activity.quiet() && !services.s3().busy();
    }

    private boolean streamsRead() {
        var asked = System.nanoTime();
        var until = asked + STREAM_PATIENCE.toNanos();
        while (!streamFeeds.stream().allMatch(feed -> feed.emptySince(asked))) {
            if (System.nanoTime() > until || !still()) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /// Waits until nothing is under way.
    ///
    /// @return false if that took longer than the patience
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (!idle()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    /// Messages that could not be handled, by queue; empty queues left out.
    public Map<String, Integer> deadLetters() {
        var dead = queues.deadLetters();
        dead.values().removeIf(count -> count == 0);
        return dead;
    }

    public URI api() {
        return gateway.endpoint();
    }

    public Clients clients() {
        return clients;
    }

    public Template template() {
        return template;
    }

    /// The name of the bucket that is uploaded to.
    public String uploads() {
        return template.all(Resource.Bucket.class).stream()
                .filter(bucket -> bucket.id().equals("Uploads"))
                .map(Resource.Bucket::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The template has no bucket Uploads"));
    }

    Map<String, Schedule> schedules() {
        return schedules;
    }

    Bus bus(String name) {
        return Optional.ofNullable(buses.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No event bus is called " + name));
    }

    private Lambda lambda(String name) {
        return Optional.ofNullable(lambdas.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No function is called " + name));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        queueFeeds.forEach(QueueFeed::close);
        streamFeeds.forEach(StreamFeed::close);
        schedules.values().forEach(Schedule::close);
        gateway.close();
        lambdas.values().forEach(Lambda::close);
        clients.close();
        services.close();
        folders.close();
    }
}
