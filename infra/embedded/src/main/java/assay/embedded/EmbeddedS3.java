package assay.embedded;

import com.adobe.testing.s3mock.S3MockApplication;
import com.adobe.testing.s3mock.s3.service.ObjectService;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// S3Mock in this JVM: versioned buckets, conditional writes, ranges, multipart. It takes any
/// credentials, checks no signature, and knows buckets by path only.
public final class EmbeddedS3 implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final URI endpoint;
    private final AtomicLong writing;

    private EmbeddedS3(ConfigurableApplicationContext context, URI endpoint, AtomicLong writing) {
        this.context = context;
        this.endpoint = endpoint;
        this.writing = writing;
    }

    /// Keeping nothing, on a free port, telling nobody.
    public static EmbeddedS3 start() {
        return start(0, new Storage.Ephemeral(), created -> {});
    }

    /// @param port 0 for any free one
    /// @param listener hears of each object before its writer's request ends
    public static EmbeddedS3 start(int port, Storage storage, Consumer<ObjectCreated> listener) {
        var bound = Loopback.port("S3", port);
        var writing = new AtomicLong();
        var context =
                new SpringApplicationBuilder(S3MockApplication.class)
                        .initializers(fresh ->
                                extend((GenericApplicationContext) fresh, listener, writing))
                        .properties(properties(bound, storage))
                        .bannerMode(Banner.Mode.OFF)
                        .registerShutdownHook(false)
                        .run();
        return new EmbeddedS3(context, Loopback.http(bound), writing);
    }

    private static void extend(
            GenericApplicationContext context,
            Consumer<ObjectCreated> listener,
            AtomicLong writing) {
        context.registerBean(
                CreationFilter.class,
                () ->
                        new CreationFilter(
                                () -> context.getBean(ObjectService.class), listener, writing));
        // S3Mock opens a second connector, and would open it to the world.
        context.getBeanFactory().addBeanPostProcessor(new LoopbackOnly());
    }

    private static Map<String, Object> properties(int port, Storage storage) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", port);
        properties.put("server.address", Loopback.HOST);
        properties.put("server.ssl.enabled", false);
        properties.put("http.port", 0);
        properties.put("logging.level.root", "WARN");
        properties.put("spring.main.log-startup-info", false);
        if (storage instanceof Storage.Kept(var folder)) {
            properties.put("com.adobe.testing.s3mock.store.root", folder.toString());
            properties.put("com.adobe.testing.s3mock.store.retain-files-on-exit", true);
        }
        return properties;
    }

    public URI endpoint() {
        return endpoint;
    }

    /// Whether an object is being written, or its listener still at work.
    public boolean busy() {
        return writing.get() > 0;
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class LoopbackOnly implements BeanPostProcessor {
        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (bean instanceof Connector connector) {
                connector.setProperty("address", Loopback.HOST);
            }
            return bean;
        }
    }
}
