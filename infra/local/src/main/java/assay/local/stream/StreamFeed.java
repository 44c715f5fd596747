package assay.local.stream;

import assay.local.Activity;
import assay.local.lambda.Lambda;
import assay.local.lambda.Outcome;
import assay.local.template.Resource.Source.FromStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.event.ruler.Ruler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Feeds a function from a table's stream: in order within a shard, again and again until it
/// answers.
public final class StreamFeed implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DynamoDbStreamsClient streams;
    private final String arn;
    private final FromStream source;
    private final Lambda lambda;
    private final Activity activity;
    private final Checkpoint checkpoint;
    private final Map<String, String> iterators = new HashMap<>();
    private final HashSet<String> ended = new HashSet<>();
    private volatile boolean open = true;
    private volatile long emptyRoundBegan = Long.MIN_VALUE;

    public StreamFeed(
            DynamoDbStreamsClient streams,
            String arn,
            FromStream source,
            Lambda lambda,
            Activity activity,
            Checkpoint checkpoint) {
        this.streams = streams;
        this.arn = arn;
        this.source = source;
        this.lambda = lambda;
        this.activity = activity;
        this.checkpoint = checkpoint;
    }

    /// Begins to read where it stopped, or where the template says.
    public void start() {
        Thread.ofVirtual().name("stream-" + source.table()).start(this::run);
    }

    /// Whether a look at every shard that began after this moment of [System#nanoTime] found
    /// nothing.
    public boolean emptySince(long nanos) {
        return emptyRoundBegan - nanos > 0 && emptyRoundBegan != Long.MIN_VALUE;
    }

    private void run() {
        while (open) {
            var began = System.nanoTime();
            try {
                if (round() == 0) {
                    emptyRoundBegan = began;
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (SdkException failed) {
                iterators.clear();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private int round() throws InterruptedException {
        var found = 0;
        for (var shard :
                streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards()) {
            if (!ended.contains(shard.shardId())) {
                found += read(shard);
            }
        }
        return found;
    }

    private int read(Shard shard) throws InterruptedException {
        var iterator = iterators.computeIfAbsent(shard.shardId(), this::iterator);
        var answer =
                streams.getRecords(
                        g -> g.shardIterator(iterator).limit(Math.min(source.batch(), 1000)));
        var records = answer.records();
        if (!records.isEmpty()) {
            handle(shard.shardId(), records);
        }
        if (answer.nextShardIterator() == null) {
            ended.add(shard.shardId());
        } else {
            iterators.put(shard.shardId(), answer.nextShardIterator());
        }
        return records.size();
    }

    private String iterator(String shard) {
        var last = checkpoint.of(shard);
        return streams.getShardIterator(
                        g -> {
                            g.streamArn(arn).shardId(shard);
                            if (last.isPresent()) {
                                g.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                        .sequenceNumber(last.get());
                            } else {
                                g.shardIteratorType(
                                        source.fromStart()
                                                ? ShardIteratorType.TRIM_HORIZON
                                                : ShardIteratorType.LATEST);
                            }
                        })
                .shardIterator();
    }

    private void handle(String shard, List<Record> records) throws InterruptedException {
        var left = records.stream().filter(this::concerns).toList();
        while (open && !left.isEmpty()) {
            var batch = left;
            var done = activity.during(() -> offer(batch));
            if (done > 0) {
                checkpoint.reached(shard, left.get(done - 1).dynamodb().sequenceNumber());
                left = left.subList(done, left.size());
            } else {
                Thread.sleep(1000);
            }
        }
        if (left.isEmpty()) {
            checkpoint.reached(shard, records.getLast().dynamodb().sequenceNumber());
        }
    }

    private boolean concerns(Record record) {
        return source.filters().isEmpty()
                || source.filters().stream()
                        .anyMatch(filter -> matches(StreamEvents.of(record, arn), filter));
    }

    private static boolean matches(ObjectNode event, String filter) {
        try {
            return Ruler.matchesRule(event.toString(), filter);
        } catch (Exception malformed) {
            throw new IllegalArgumentException("No filter of a stream: " + filter, malformed);
        }
    }

    /// How many records of the batch were handled, from its beginning.
    private int offer(List<Record> batch) {
        var outcome = lambda.invoke(StreamEvents.of(batch, arn).toString());
        return switch (outcome) {
            case Outcome.Answered(var body) -> source.partial() ? until(body, batch) : batch.size();
            case Outcome.Failed failure -> 0;
            case Outcome.TimedOut late -> 0;
            case Outcome.Crashed crash -> 0;
        };
    }

    private static int until(String body, List<Record> batch) {
        try {
            var failed = new HashSet<String>();
            for (var failure : JSON.readTree(body).path("batchItemFailures")) {
                failed.add(failure.path("itemIdentifier").asString(""));
            }
            var done = 0;
            while (done < batch.size()
                    && !failed.contains(batch.get(done).dynamodb().sequenceNumber())) {
                done++;
            }
            return done;
        } catch (JacksonException unreadable) {
            return 0;
        }
    }

    @Override
    public void close() {
        open = false;
    }
}
