package assay.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/// Where every embedded server listens: a port of 127.0.0.1, and nowhere else.
public final class Loopback {
    public static final String HOST = "127.0.0.1";

    private Loopback() {}

    /// The port itself if it is free, or any free one for 0.
    ///
    /// @throws PortInUse if somebody else listens there
    public static int port(String service, int wanted) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address(wanted));
            return probe.getLocalPort();
        } catch (BindException taken) {
            throw new PortInUse(service, wanted, taken);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
    }

    public static URI http(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }

    /// Somebody else listens on the port that a service was to have.
    public static final class PortInUse extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        PortInUse(String service, int port, BindException cause) {
            super(
                    "Port %d for %s on %s is in use: stop the program that has it, or give %s another port."
                            .formatted(port, service, HOST, service),
                    cause);
        }
    }
}
