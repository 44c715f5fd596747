package assay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.ledger.Ledger.Query;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where a list goes on, as a text that a stranger can carry but not change: the key of the last
/// item seen, signed together with the list that it belongs to (HMAC-SHA-256, 16 bytes of it).
final class Cursors {
    private static final int SIGNATURE = 16;

    private final SecretKeySpec secret;

    Cursors(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
    }

    /// @param last key attributes, all texts
    String written(Query list, Map<String, AttributeValue> last) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var attribute : new TreeMap<>(last).entrySet()) {
                out.writeUTF(attribute.getKey());
                out.writeUTF(attribute.getValue().s());
            }
            byte[] key = bytes.toByteArray();
            out.write(signature(list, key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /// @throws IllegalArgumentException if this is no text that was written for that list
    Map<String, AttributeValue> read(Query list, String cursor) {
        byte[] bytes = decoded(cursor);
        int length = Math.max(0, bytes.length - SIGNATURE);
        byte[] key = Arrays.copyOf(bytes, length);
        byte[] signature = Arrays.copyOfRange(bytes, length, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(list, key))) {
            throw foreign(cursor);
        }
        var last = new TreeMap<String, AttributeValue>();
        try (var in = new DataInputStream(new ByteArrayInputStream(key))) {
            while (in.available() > 0) {
                last.put(in.readUTF(), AttributeValue.fromS(in.readUTF()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return last;
    }

    private static byte[] decoded(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw foreign(cursor);
        }
        // The spare bits of the last digit would otherwise be free to change.
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
            throw foreign(cursor);
        }
        return bytes;
    }

    private static IllegalArgumentException foreign(String cursor) {
        return new IllegalArgumentException(
                "'" + cursor + "' continues no list of this kind: leave it out to start again");
    }

    private byte[] signature(Query list, byte[] key) {
        var signed = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(signed)) {
            out.writeBoolean(list.indexed());
            out.writeBoolean(list.newestFirst());
            for (String text : new String[] {list.partition(), list.sortPrefix()}) {
                byte[] bytes = text.getBytes(UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            out.write(key);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Arrays.copyOf(mac.doFinal(signed.toByteArray()), SIGNATURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
