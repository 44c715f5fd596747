package assay.tables;

import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Read;
import java.io.IOException;
import java.util.List;

/// Reads files into one table, and answers in words where they are not what they should be.
///
/// An exception means that a source could not be read, never that it was wrong. Files follow each
/// other in the order given; they may differ in format, but not in columns (a row of JSON Lines may
/// leave columns out).
public final class TableReader {
    static {
        NativeLibraries.locate();
    }

    private final Limits limits;
    private final int threads;

    /// @param threads how many parse at once, 1 or more; no more than that many blocks of text are
    ///   in memory
    public TableReader(Limits limits, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not at least 1");
        }
        this.limits = limits;
        this.threads = threads;
    }

    /// Reads what is expected of all `sources`, at least one.
    ///
    /// @throws IOException if a source fails
    public ReadResult read(List<? extends Source> sources, Expected expected) throws IOException {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no files to read");
        }
        Place place = new Place(sources.getFirst().name());
        try {
            List<Wanted> wanted =
                    switch (expected) {
                        case Expected.Columns(List<Wanted> columns) -> columns;
                        case Expected.Inferred() -> surveyed(sources, place);
                    };
            Assembly assembly = new Assembly(wanted, limits);
            Budget budget = new Budget(limits);
            for (Source source : sources) {
                place.file = source.name();
                file(source, budget).read(assembly);
            }
            return new Read(assembly.build());
        } catch (Refusal e) {
            return e.in(place.file);
        }
    }

    private List<Wanted> surveyed(List<? extends Source> sources, Place place)
            throws IOException, Refusal {
        Survey survey = new Survey(limits.columns());
        Budget budget = new Budget(limits);
        for (Source source : sources) {
            place.file = source.name();
            file(source, budget).survey(survey);
        }
        return survey.wanted();
    }

    /// The file that is being read.
    private static final class Place {
        private String file;

        Place(String file) {
            this.file = file;
        }
    }

    private TableFile file(Source source, Budget budget) throws Refusal {
        FileKind kind =
                FileKind.of(source.name())
                        .orElseThrow(() ->
                                new Refusal(
                                        "the name ends neither in .csv, .jsonl nor .parquet (nor those with .gz or .zst), so its format is not known"));
        return switch (kind.format()) {
            case CSV -> new CsvFile(source, kind.packing(), budget, threads);
            case JSON_LINES -> new JsonLinesFile(source, kind.packing(), budget, threads);
            case PARQUET -> new ParquetFile(source, kind.packing(), budget, threads);
        };
    }
}
