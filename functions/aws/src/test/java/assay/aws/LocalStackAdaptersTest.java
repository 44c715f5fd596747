package assay.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// The same on LocalStack, where there is Docker. `-Dassay.localstack.image` names another image
/// than the last one that needs no token.
class LocalStackAdaptersTest extends AdaptersContract {
    private static final String IMAGE =
            System.getProperty("assay.localstack.image", "localstack/localstack:4.14.0");

    private static @Nullable LocalStackContainer container;
    private static @Nullable Services services;

    @BeforeAll
    static void start() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: there is no Docker here, in which LocalStack would run");
        DockerImageName image =
                DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack");
        container = new LocalStackContainer(image).withServices("dynamodb", "s3", "sqs");
        container.start();
        var endpoint = container.getEndpoint();
        services = new Services(endpoint, endpoint, endpoint);
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    Services services() {
        if (services == null) {
            throw new IllegalStateException("LocalStack was not started");
        }
        return services;
    }
}
