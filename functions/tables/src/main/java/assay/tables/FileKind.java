package assay.tables;

import java.util.Locale;
import java.util.Optional;

/// How a file is written and packed, by how its name ends.
record FileKind(Format format, Packing packing) {
    enum Format {
        CSV,
        JSON_LINES,
        PARQUET
    }

    enum Packing {
        NONE,
        GZIP,
        ZSTANDARD
    }

    static Optional<FileKind> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Packing packing =
                lower.endsWith(".gz")
                        ? Packing.GZIP
                        : lower.endsWith(".zst") ? Packing.ZSTANDARD : Packing.NONE;
        String unpacked =
                packing == Packing.NONE ? lower : lower.substring(0, lower.lastIndexOf('.'));
        return format(unpacked).map(format -> new FileKind(format, packing));
    }

    private static Optional<Format> format(String name) {
        if (name.endsWith(".csv")) {
            return Optional.of(Format.CSV);
        }
        if (name.endsWith(".jsonl")) {
            return Optional.of(Format.JSON_LINES);
        }
        return name.endsWith(".parquet") ? Optional.of(Format.PARQUET) : Optional.empty();
    }
}
