package assay.aws;

import assay.ledger.Ledger.Query;
import assay.ledger.Seal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where a list goes on: the key of the last item seen, sealed together with the list that it
/// belongs to.
final class Cursors {
    private final Seal seal;

    Cursors(Seal seal) {
        this.seal = seal;
    }

    /// @param last key attributes, all texts
    String written(Query list, Map<String, AttributeValue> last) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var attribute : new TreeMap<>(last).entrySet()) {
                out.writeUTF(attribute.getKey());
                out.writeUTF(attribute.getValue().s());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seal.closed(about(list), bytes.toByteArray());
    }

    /// @throws IllegalArgumentException if this is no text that was written for that list
    Map<String, AttributeValue> read(Query list, String cursor) {
        byte[] key = seal.opened(about(list), cursor).orElseThrow(() -> foreign(cursor));
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

    private static IllegalArgumentException foreign(String cursor) {
        return new IllegalArgumentException(
                "'" + cursor + "' continues no list of this kind: leave it out to start again");
    }

    private static byte[] about(Query list) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeBoolean(list.indexed());
            out.writeBoolean(list.newestFirst());
            out.writeUTF(list.partition());
            out.writeUTF(list.sortPrefix());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
