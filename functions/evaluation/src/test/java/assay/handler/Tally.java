package assay.handler;

import assay.ledger.Ledger;
import assay.ledger.Objects;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Counts what AWS would charge for: request units of the table as it defines them, and requests to
/// the bucket.
final class Tally {

    private static final int READ_UNIT = 4096;
    private static final int WRITE_UNIT = 1024;

    int reads;
    int writes;
    long readUnits;
    long writeUnits;
    int lists;
    int gets;

    private static long size(Ledger.Item item) {
        return bytes(item.key().partition()) + bytes(item.key().sort()) + bytes(item.document());
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Every read is strongly consistent: a unit for each 4 KB begun, and one where there is
    /// nothing.
    private void read(long bytes) {
        reads++;
        readUnits += Math.max(1, Math.ceilDiv(bytes, READ_UNIT));
    }

    /// A unit for each 1 KB begun, twice in a transaction, and again for the index.
    private void write(Ledger.Write write, int times) {
        writes++;
        writeUnits +=
                times
                        * switch (write) {
                            case Ledger.Write.Create(Ledger.Item item) -> units(item);
                            case Ledger.Write.Replace(Ledger.Item item) -> units(item);
                            case Ledger.Write.Put(Ledger.Item item) -> units(item);
                            case Ledger.Write.Delete _,
                                    Ledger.Write.RequirePresent _,
                                    Ledger.Write.RequireAbsent _ ->
                                    1;
                        };
    }

    private static long units(Ledger.Item item) {
        long one = Math.max(1, Math.ceilDiv(size(item), WRITE_UNIT));
        return item.index() == null ? one : 2 * one;
    }

    Ledger of(Ledger ledger) {
        return new Ledger() {
            @Override
            public Optional<Item> get(Key key) {
                Optional<Item> item = ledger.get(key);
                read(item.map(Tally::size).orElse(0L));
                return item;
            }

            @Override
            public Page query(Query query) {
                Page page = ledger.query(query);
                read(page.items().stream().mapToLong(Tally::size).sum());
                return page;
            }

            @Override
            public Outcome write(List<Write> all) {
                all.forEach(w -> Tally.this.write(w, all.size() > 1 ? 2 : 1));
                return ledger.write(all);
            }
        };
    }

    Objects of(Objects objects) {
        return new Objects() {
            @Override
            public List<Version> history(String prefix) {
                lists++;
                return objects.history(prefix);
            }

            @Override
            public InputStream open(Version version) {
                gets++;
                return objects.open(version);
            }

            @Override
            public ByteBuffer read(Version version, long offset, int length) {
                gets++;
                return objects.read(version, offset, length);
            }

            @Override
            public Version put(String key, String contentType, byte[] content) {
                return objects.put(key, contentType, content);
            }
        };
    }
}
