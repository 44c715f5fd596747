package assay.tables.uploads;

import assay.ledger.Digests;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.Source;
import assay.manifest.Fault;
import assay.profile.ColumnType;
import assay.profile.Table;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult;
import assay.tables.ReadResult.Malformed;
import assay.tables.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// Reads uploaded files, in exactly the versions named.
public final class UploadedTables {

    private static final int BUFFER = 1 << 16;

    private final Objects objects;
    private final TableReader reader;

    /// @param objects the uploads bucket
    public UploadedTables(Objects objects, TableReader reader) {
        this.objects = objects;
        this.reader = reader;
    }

    /// The object with the digest of its content.
    public Source digest(Version version) {
        MessageDigest sha256 = Digests.sha256();
        try (InputStream in = objects.open(version)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(version.key() + " version " + version.id(), e);
        }
        String hex = HexFormat.of().formatHex(sha256.digest());
        return new Source(version.key(), version.id(), hex, version.size());
    }

    /// The whole content.
    public byte[] bytes(Version version) {
        try (InputStream in = objects.open(version)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(version.key() + " version " + version.id(), e);
        }
    }

    /// The files as one table.
    ///
    /// @param unit the prefix that files are named without
    public ReadResult read(String unit, List<Source> files, Expected expected) {
        try {
            return reader.read(files.stream().map(f -> source(unit, f)).toList(), expected);
        } catch (IOException e) {
            throw new UncheckedIOException("files below " + unit, e);
        }
    }

    /// A row of one file.
    ///
    /// @param file its name below the unit
    /// @param row counted from 1
    public record Place(String file, long row) {}

    /// Where a row of all files together lies; files are read again, one by one, to find it.
    ///
    /// @param row counted from 1
    /// @param column one that every file has
    public Place locate(String unit, List<Source> files, long row, String column) {
        long before = 0;
        for (Source file : files.subList(0, files.size() - 1)) {
            ReadResult one =
                    read(unit, List.of(file), Expected.of(Wanted.of(column, ColumnType.STRING)));
            int rows = one instanceof ReadResult.Read(Table table) ? table.rows() : 0;
            if (row <= before + rows) {
                return new Place(file.key().substring(unit.length()), row - before);
            }
            before += rows;
        }
        return new Place(files.getLast().key().substring(unit.length()), row - before);
    }

    /// What is wrong with a file, as a fault.
    public static Fault fault(Malformed malformed) {
        return malformed.row() == 0 && malformed.column().isEmpty()
                ? new Fault.OfFile(malformed.file(), malformed.reason())
                : new Fault.AtCell(
                        malformed.file(), malformed.row(), malformed.column(), malformed.reason());
    }

    private assay.tables.Source source(String unit, Source file) {
        Version version =
                new Version(file.key(), file.versionId(), Instant.EPOCH, file.size(), false);
        return assay.tables.Source.of(file.key().substring(unit.length()), objects, version);
    }
}
