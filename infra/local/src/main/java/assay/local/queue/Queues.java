package assay.local.queue;

import assay.local.template.Resource;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/// The template's queues, made and looked into.
public final class Queues {
    private static final List<QueueAttributeName> WAITING =
            List.of(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final SqsClient sqs;
    private final List<Resource.Queue> queues;
    private final Map<String, String> urls = new HashMap<>();

    /// Makes the queues that are not there yet, dead letters before those that redrive to them.
    public Queues(SqsClient sqs, List<Resource.Queue> queues) {
        this.sqs = sqs;
        this.queues = List.copyOf(queues);
        queues.stream().filter(queue -> !redrives(queue)).forEach(this::make);
        queues.stream().filter(Queues::redrives).forEach(this::make);
    }

    private static boolean redrives(Resource.Queue queue) {
        return queue.properties().has("RedrivePolicy");
    }

    private void make(Resource.Queue queue) {
        var url =
                sqs.createQueue(request ->
                                request.queueName(queue.name())
                                        .attributes(attributes(queue.properties())))
                        .queueUrl();
        urls.put(queue.name(), URI.create(url).toString());
    }

    private static Map<QueueAttributeName, String> attributes(JsonNode properties) {
        var attributes = new LinkedHashMap<QueueAttributeName, String>();
        copy(properties, "VisibilityTimeout", QueueAttributeName.VISIBILITY_TIMEOUT, attributes);
        copy(properties, "DelaySeconds", QueueAttributeName.DELAY_SECONDS, attributes);
        copy(properties, "FifoQueue", QueueAttributeName.FIFO_QUEUE, attributes);
        copy(
                properties,
                "ContentBasedDeduplication",
                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                attributes);
        if (properties.has("RedrivePolicy")) {
            attributes.put(
                    QueueAttributeName.REDRIVE_POLICY, properties.path("RedrivePolicy").toString());
        }
        return attributes;
    }

    private static void copy(
            JsonNode properties,
            String property,
            QueueAttributeName name,
            Map<QueueAttributeName, String> attributes) {
        if (properties.has(property)) {
            attributes.put(name, properties.path(property).asString());
        }
    }

    public String url(String name) {
        var url = urls.get(name);
        if (url == null) {
            throw new IllegalArgumentException("The template has no queue " + name);
        }
        return url;
    }

    /// Messages in a queue: visible, being handled, or delayed.
    public int messages(String name) {
        var counts =
                sqs.getQueueAttributes(
                        request -> request.queueUrl(url(name)).attributeNames(WAITING));
        return counts.attributes().values().stream().mapToInt(Integer::parseInt).sum();
    }

    /// Messages in those queues that others redrive to, by queue; none left out.
    public Map<String, Integer> deadLetters() {
        return queues.stream()
                .map(queue -> queue.properties().path("RedrivePolicy"))
                .filter(policy -> !policy.isMissingNode())
                .map(policy -> name(policy.path("deadLetterTargetArn").asString()))
                .distinct()
                .collect(Collectors.toMap(name -> name, this::messages));
    }

    /// The queue's name in its ARN.
    public static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
