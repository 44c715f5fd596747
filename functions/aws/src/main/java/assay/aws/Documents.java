package assay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Documents of any size in an attribute of limited size: a text as it is; bytes, gzip-compressed,
/// where that pays; a map that names an object in a bucket, where the item would get too large.
final class Documents {
    /// An item of DynamoDB has at most 400 KB, its keys included.
    private static final int LARGEST_BYTES = 350_000;

    private static final int SMALLEST_COMPRESSED_BYTES = 4_096;
    private static final double COMPRESSION_PAYS_BELOW = 0.8;
    private static final String FOLDER = "ledger/sha256/";

    private final Objects spilled;

    Documents(Objects spilled) {
        this.spilled = spilled;
    }

    /// The attribute for a document, in the item itself if that is possible.
    AttributeValue stored(String document) {
        AttributeValue inItem = inItem(document.getBytes(UTF_8), document);
        return size(inItem) <= LARGEST_BYTES ? inItem : spilled(document);
    }

    private static AttributeValue inItem(byte[] plain, String document) {
        if (plain.length < SMALLEST_COMPRESSED_BYTES) {
            return AttributeValue.fromS(document);
        }
        byte[] compressed = compressed(plain);
        return compressed.length < plain.length * COMPRESSION_PAYS_BELOW
                ? AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(compressed))
                : AttributeValue.fromS(document);
    }

    /// The attribute for a document that is kept in the bucket. The object is named by its content,
    /// so the same document is kept once.
    AttributeValue spilled(String document) {
        byte[] content = document.getBytes(UTF_8);
        String key = FOLDER + Sha256.hex(content);
        List<Version> kept =
                spilled.history(key).stream().filter(version -> !version.deleted()).toList();
        Version version =
                kept.isEmpty() ? spilled.put(key, "application/json", content) : kept.getFirst();
        return AttributeValue.fromM(
                Map.of(
                        "key", AttributeValue.fromS(version.key()),
                        "version", AttributeValue.fromS(version.id()),
                        "modified", AttributeValue.fromS(version.modified().toString()),
                        "size", AttributeValue.fromN(Long.toString(version.size()))));
    }

    /// The document that an attribute stands for.
    String read(AttributeValue stored) {
        return switch (stored.type()) {
            case S -> stored.s();
            case B -> decompressed(stored.b().asInputStream());
            case M -> fetched(stored.m());
            default ->
                    throw new IllegalStateException(
                            "a document is stored as S, B or M, not as " + stored.type());
        };
    }

    /// Bytes that the attribute adds to its item.
    static int size(AttributeValue stored) {
        return switch (stored.type()) {
            case S -> stored.s().getBytes(UTF_8).length;
            case B -> stored.b().asByteArrayUnsafe().length;
            default -> 1_000;
        };
    }

    private String fetched(Map<String, AttributeValue> pointer) {
        var version =
                new Version(
                        StoredItem.attribute(pointer, "key").s(),
                        StoredItem.attribute(pointer, "version").s(),
                        Instant.parse(StoredItem.attribute(pointer, "modified").s()),
                        Long.parseLong(StoredItem.attribute(pointer, "size").n()),
                        false);
        try (InputStream in = spilled.open(version)) {
            byte[] content = in.readAllBytes();
            if (!version.key().equals(FOLDER + Sha256.hex(content))) {
                throw new IllegalStateException(
                        version.key()
                                + " version "
                                + version.id()
                                + " does not hold what its name says: somebody wrote over it");
            }
            return new String(content, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(version.key() + " version " + version.id(), e);
        }
    }

    private static byte[] compressed(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String decompressed(InputStream compressed) {
        try (var in = new GZIPInputStream(compressed)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
