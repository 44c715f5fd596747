package assay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every bucket keeps. Keys are fresh in each test, so that one bucket serves them all.
public abstract class ObjectsContract {

    private final String folder = "test/" + UUID.randomUUID() + "/";

    /// The bucket under test; the same one within a test.
    protected abstract Objects objects();

    /// Says in the same bucket that the object is no more.
    protected abstract void delete(String key);

    private Version put(String name, String content) {
        return objects().put(folder + name, "text/plain", content.getBytes(UTF_8));
    }

    private String content(Version version) throws IOException {
        try (InputStream in = objects().open(version)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private String part(Version version, long offset, int length) {
        return UTF_8.decode(objects().read(version, offset, length)).toString();
    }

    @Test
    void whatWasPutIsRead() throws IOException {
        Version version = put("a", "hello");
        assertThat(content(version)).isEqualTo("hello");
        assertThat(version.key()).isEqualTo(folder + "a");
        assertThat(version.size()).isEqualTo(5);
        assertThat(version.deleted()).isFalse();
        assertThat(version.modified()).isAfter(Instant.EPOCH);
    }

    @Test
    void everyVersionStaysReadable() throws IOException {
        Version first = put("a", "one");
        Version second = put("a", "two");
        assertThat(content(first)).isEqualTo("one");
        assertThat(content(second)).isEqualTo("two");
        assertThat(first.id()).isNotEqualTo(second.id());
    }

    @Test
    void theHistoryIsOldestFirstWithinAKey() {
        Version first = put("a", "1");
        Version second = put("a", "22");
        Version other = put("b", "3");
        Version third = put("a", "");
        assertThat(objects().history(folder))
                .extracting(Version::id)
                .containsExactly(first.id(), second.id(), third.id(), other.id());
        assertThat(objects().history(folder))
                .extracting(Version::size)
                .containsExactly(1L, 2L, 0L, 1L);
        assertThat(objects().history(folder + "b")).containsExactly(other);
        assertThat(objects().history(folder + "c")).isEmpty();
    }

    @Test
    void aDeletionIsTheNewestVersionAndTheOthersStay() throws IOException {
        Version first = put("a", "1");
        delete(folder + "a");
        Version third = put("a", "3");
        List<Version> history = objects().history(folder + "a");
        assertThat(history).extracting(Version::deleted).containsExactly(false, true, false);
        assertThat(content(first)).isEqualTo("1");
        assertThat(content(third)).isEqualTo("3");
        assertThatIllegalStateException().isThrownBy(() -> objects().open(history.get(1)).close());
    }

    @Test
    void keysOfAnySpellingAreKept() throws IOException {
        for (String name :
                List.of("a b", "ü/ß", "x+y", "a%20b", "q?r=1&s", "n#1", "😀", "dt=2026-11-01/p")) {
            Version version = put(name, name);
            assertThat(content(version)).isEqualTo(name);
            assertThat(objects().history(folder + name)).containsExactly(version);
        }
    }

    @Test
    void aPartIsThatPart() {
        Version version = put("a", "0123456789");
        assertThat(part(version, 0, 10)).isEqualTo("0123456789");
        assertThat(part(version, 3, 4)).isEqualTo("3456");
        assertThat(part(version, 8, 4)).isEqualTo("89");
        assertThat(part(version, 10, 4)).isEmpty();
        assertThat(part(version, 11, 4)).isEmpty();
        assertThat(part(version, 2, 0)).isEmpty();
        ByteBuffer part = objects().read(version, 3, 4);
        assertThat(part.remaining()).isEqualTo(4);
    }

    @Test
    void anEmptyObjectIsRead() throws IOException {
        Version version = put("a", "");
        assertThat(content(version)).isEmpty();
        assertThat(part(version, 0, 4)).isEmpty();
    }

    @Test
    void aVersionThatIsNotThereIsNamedInTheError() {
        Version version = put("a", "12");
        var missing = new Version(folder + "missing", version.id(), version.modified(), 2, false);
        assertThatIllegalStateException()
                .isThrownBy(() -> objects().open(missing).close())
                .withMessageContaining(missing.key())
                .withMessageContaining(missing.id());
        assertThatIllegalStateException()
                .isThrownBy(() -> objects().read(missing, 0, 1))
                .withMessageContaining(missing.key())
                .withMessageContaining(missing.id());
    }
}
