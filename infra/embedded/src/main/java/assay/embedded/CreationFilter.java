package assay.embedded;

import static java.util.Objects.requireNonNull;

import com.adobe.testing.s3mock.s3.service.ObjectService;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/// Tells of each object that a successful request has written.
final class CreationFilter extends OncePerRequestFilter {
    /// Parameters that change nothing about which object is written.
    private static final Set<String> PLAIN = Set.of("x-id", "uploadId");

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final Supplier<ObjectService> objects;
    private final Consumer<ObjectCreated> listener;
    private final AtomicLong writing;

    CreationFilter(
            Supplier<ObjectService> objects, Consumer<ObjectCreated> listener, AtomicLong writing) {
        this.objects = objects;
        this.listener = listener;
        this.writing = writing;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var reason = reason(request);
        if (reason.isEmpty()) {
            chain.doFilter(new WithoutPartChecksums(request), response);
            return;
        }
        writing.incrementAndGet();
        try {
            chain.doFilter(request, response);
            if (response.getStatus() / 100 == 2) {
                listener.accept(created(request, response, reason.get()));
            }
        } finally {
            writing.decrementAndGet();
        }
    }

    /// The operation, if it is one that writes an object.
    private static Optional<String> reason(HttpServletRequest request) {
        var path = request.getRequestURI();
        var named = path.indexOf('/', 1) > 0 && path.indexOf('/', 1) < path.length() - 1;
        if (!named) {
            return Optional.empty();
        }
        var query = Optional.ofNullable(request.getQueryString()).orElse("");
        if (request.getMethod().equals("POST")) {
            return query.contains("uploadId=")
                    ? Optional.of("CompleteMultipartUpload")
                    : Optional.empty();
        }
        if (!request.getMethod().equals("PUT") || query.contains("uploadId=") || !plain(query)) {
            return Optional.empty();
        }
        return Optional.of(
                request.getHeader("x-amz-copy-source") == null ? "PutObject" : "CopyObject");
    }

    private static boolean plain(String query) {
        for (var parameter : query.split("&", -1)) {
            var name = parameter.split("=", 2)[0];
            var signature = name.toLowerCase(Locale.ROOT).startsWith("x-amz-");
            if (!name.isEmpty() && !signature && !PLAIN.contains(name)) {
                return false;
            }
        }
        return true;
    }

    private ObjectCreated created(
            HttpServletRequest request, HttpServletResponse response, String reason) {
        var path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
        var slash = path.indexOf('/', 1);
        var bucket = path.substring(1, slash);
        var key = path.substring(slash + 1);
        var version = response.getHeader("x-amz-version-id");
        var written = objects.get().verifyObjectExists(bucket, key, version);
        return new ObjectCreated(
                bucket,
                key,
                Long.parseLong(written.getSize()),
                requireNonNull(written.getEtag(), "etag").replace("\"", ""),
                version,
                "%016X".formatted(next()),
                reason,
                Instant.now());
    }

    /// Rises across restarts too: the clock in microseconds, and one more where that stands still.
    private static long next() {
        var now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        return SEQUENCE.updateAndGet(last -> Math.max(last + 1, now));
    }

    /// Hides which checksum a multipart upload's parts are to have: S3Mock would ask for each of
    /// them again at the end, without having told the client what they were.
    private static final class WithoutPartChecksums extends HttpServletRequestWrapper {
        private static final Set<String> HIDDEN =
                Set.of("x-amz-checksum-algorithm", "x-amz-checksum-type");

        WithoutPartChecksums(HttpServletRequest request) {
            super(request);
        }

        private boolean hides(String name) {
            var query = Optional.ofNullable(getQueryString()).orElse("");
            return query.startsWith("uploads") && HIDDEN.contains(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public @Nullable String getHeader(String name) {
            return hides(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(
                    Collections.list(super.getHeaderNames()).stream()
                            .filter(name -> !hides(name))
                            .toList());
        }
    }
}
