package assay.local.stream;

import assay.embedded.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Properties;

/// The last record of each shard that a function has handled, kept as the tables are.
public final class Checkpoint {
    private final Storage storage;
    private final Properties reached = new Properties();
    private final String function;

    public Checkpoint(Storage storage, String function) {
        this.storage = storage;
        this.function = function;
        if (storage instanceof Storage.Kept(var folder)
                && Files.exists(folder.resolve(function + ".properties"))) {
            try (var reader = Files.newBufferedReader(folder.resolve(function + ".properties"))) {
                reached.load(reader);
            } catch (IOException failed) {
                throw new UncheckedIOException("Cannot read the checkpoint of " + function, failed);
            }
        }
    }

    Optional<String> of(String shard) {
        return Optional.ofNullable(reached.getProperty(shard));
    }

    void reached(String shard, String sequenceNumber) {
        reached.setProperty(shard, sequenceNumber);
        if (storage instanceof Storage.Kept(var folder)) {
            try (var writer = Files.newBufferedWriter(folder.resolve(function + ".properties"))) {
                reached.store(writer, null);
            } catch (IOException failed) {
                throw new UncheckedIOException("Cannot keep the checkpoint of " + function, failed);
            }
        }
    }
}
