package assay.intake;

import assay.ledger.Source;
import assay.manifest.DatasetManifest.FileEntry;
import assay.manifest.Fault;
import java.util.List;

/// What can be wrong with a file that a manifest names, before anybody reads it.
public final class FileFaults {

    private FileFaults() {}

    /// It is not there.
    public static Fault missing(String pointer, String path) {
        return new Fault.AtPointer(
                pointer, "'" + path + "' is not uploaded; it is taken up as soon as it is");
    }

    /// Its content is not what the manifest says.
    ///
    /// @return empty where it is, or where the manifest does not say
    public static List<Fault> digest(String pointer, FileEntry entry, Source source) {
        return entry.sha256() == null || entry.sha256().equals(source.sha256())
                ? List.of()
                : List.of(
                        new Fault.AtPointer(
                                pointer,
                                "'%s' has sha256 %s, not the one stated"
                                        .formatted(entry.path(), source.sha256())));
    }
}
