package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import assay.ledger.Objects.Version;
import assay.testing.InMemoryObjects;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

class DocumentsTest {
    private final InMemoryObjects bucket = new InMemoryObjects(InstantSource.system());
    private final Documents documents = new Documents(bucket);

    private static String noise(int length) {
        return new Random(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Type typeOf(String document) {
        AttributeValue stored = documents.stored(document);
        assertThat(documents.read(stored)).isEqualTo(document);
        assertThat(Documents.size(stored)).isLessThanOrEqualTo(350_000);
        return stored.type();
    }

    @Test
    void aSmallDocumentIsKeptAsItIs() {
        assertThat(typeOf("{}")).isEqualTo(Type.S);
        assertThat(typeOf("a".repeat(4_095))).isEqualTo(Type.S);
    }

    @Test
    void aLargerOneIsCompressedWhereThatPays() {
        assertThat(typeOf("a".repeat(4_096))).isEqualTo(Type.B);
        assertThat(typeOf("a".repeat(5_000_000))).isEqualTo(Type.B);
        assertThat(bucket.history("")).isEmpty();
    }

    @Test
    void whatIsTooLargeForAnItemIsKeptOnceInTheBucket() {
        String document = noise(700_000);
        assertThat(typeOf(document)).isEqualTo(Type.M);
        assertThat(typeOf(document)).isEqualTo(Type.M);
        assertThat(bucket.history("ledger/sha256/")).hasSize(1);
    }

    @Test
    void anObjectThatIsNotWhatItsNameSaysIsNotTakenForTheDocument() {
        AttributeValue stored = documents.stored(noise(700_000));
        Version other = bucket.put(bucket.history("").getFirst().key(), "text/plain", new byte[9]);
        var altered = new HashMap<>(stored.m());
        altered.put("version", AttributeValue.fromS(other.id()));
        altered.put("modified", AttributeValue.fromS(other.modified().toString()));
        altered.put("size", AttributeValue.fromN("9"));
        assertThatIllegalStateException()
                .isThrownBy(() -> documents.read(AttributeValue.fromM(altered)))
                .withMessageContaining("does not hold what its name says");
    }
}
