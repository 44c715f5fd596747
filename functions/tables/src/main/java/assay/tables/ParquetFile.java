package assay.tables;

import assay.tables.FileKind.Packing;
import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import dev.hardwood.schema.SchemaNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A Parquet file of flat columns, read by ranges. One that is packed as a whole is unpacked into
/// memory first.
record ParquetFile(Source source, Packing packing, Budget budget, int threads)
        implements TableFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int LEAST_BYTES = 12;
    private static final long EXPANSION_MATTERS_FROM = 1 << 20;
    private static final int MANY = 100_000;

    @Override
    public void survey(Survey survey) throws IOException, Refusal {
        open((reader, size) -> {
            for (String name : names(reader.getFileSchema())) {
                survey.found(name, ParquetColumn.of(reader.getFileSchema(), name).inferred());
            }
        });
    }

    @Override
    public void read(Assembly assembly) throws IOException, Refusal {
        open((reader, size) -> read(reader, size, assembly));
    }

    private interface Use {
        void of(ParquetFileReader reader, long size) throws IOException, Refusal;
    }

    /// Whatever the Parquet library throws is the file's fault, unless the source itself failed.
    private void open(Use use) throws IOException, Refusal {
        Source plain = unpacked();
        checkMagic(plain);
        ParquetInput input = new ParquetInput(plain);
        try (HardwoodContext context = HardwoodContext.create(threads);
                ParquetFileReader reader = ParquetFileReader.open(input, context)) {
            use.of(reader, plain.size());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            IOException failure = input.failure();
            if (failure != null) {
                throw failure;
            }
            throw new Refusal("is damaged: " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    private Source unpacked() throws IOException, Refusal {
        if (packing == Packing.NONE) {
            return source;
        }
        try (Unpacked file = Unpacked.open(source, packing, budget)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] some = new byte[1 << 16];
            int got;
            do {
                got = file.fill(some, 0, some.length);
                if (all.size() > Integer.MAX_VALUE - 2 * some.length) {
                    throw new Refusal("unpacks to more than 2 GiB; Parquet packs its own pages");
                }
                all.write(some, 0, got);
            } while (got == some.length);
            return Source.of(source.name(), all.toByteArray());
        }
    }

    private static void checkMagic(Source plain) throws IOException, Refusal {
        if (plain.size() == 0) {
            throw new Refusal("the file is empty");
        }
        if (plain.size() < LEAST_BYTES
                || !plain.read(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new Refusal("is no Parquet file: it does not start with PAR1");
        }
        if (!plain.read(plain.size() - MAGIC.length, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new Refusal("is cut short: it does not end with PAR1");
        }
    }

    private List<String> names(FileSchema schema) throws Refusal {
        List<SchemaNode> nodes = schema.getRootNode().children();
        if (nodes.size() > budget.limits().columns()
                || schema.getColumnCount() > budget.limits().columns()) {
            throw new Refusal(
                    "more than %d columns, the limit".formatted(budget.limits().columns()));
        }
        List<String> names = nodes.stream().map(SchemaNode::name).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new Refusal("two columns have the same name");
        }
        return names;
    }

    private void read(ParquetFileReader reader, long size, Assembly assembly) throws Refusal {
        FileSchema schema = reader.getFileSchema();
        List<String> names = names(schema);
        assembly.agree(names);
        List<ParquetColumn> columns = new ArrayList<>();
        List<TypedField> fields = new ArrayList<>();
        for (int i = 0; i < assembly.wanted().size(); i++) {
            String name = assembly.wanted().get(i).name();
            if (names.contains(name)) {
                columns.add(ParquetColumn.of(schema, name));
                fields.add(assembly.field(i));
            }
        }
        int rows = checkedRows(reader.getFileMetaData(), columns, size);
        assembly.addRows(rows);
        if (columns.isEmpty() || rows == 0) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i).index();
            fields.get(i).builder().reserve(plausible(reader.getFileMetaData(), column, rows));
        }
        String[] wanted = columns.stream().map(ParquetColumn::name).toArray(String[]::new);
        int before = 0;
        try (ColumnReaders readers = readers(reader, wanted, rows)) {
            while (readers.nextBatch()) {
                for (int i = 0; i < wanted.length; i++) {
                    columns.get(i).hand(readers.getColumnReader(wanted[i]), fields.get(i), before);
                }
                before += readers.getRecordCount();
            }
        }
        if (before != rows) {
            throw new Refusal("the footer says %d rows, and there are %d".formatted(rows, before));
        }
    }

    /// The library makes room for some hundred thousand rows, several times over; not where there
    /// are fewer.
    private static ColumnReaders readers(ParquetFileReader reader, String[] wanted, int rows) {
        ColumnProjection columns = ColumnProjection.columns(wanted);
        return rows < MANY
                ? reader.buildColumnReaders(columns).batchSize(rows).build()
                : reader.columnReaders(columns);
    }

    /// How many of the rows that the footer promises are made room for before one of them is seen:
    /// no more than two bits each would take, so that a footer alone does not fill the memory.
    private static int plausible(FileMetaData footer, int column, int rows) {
        long bytes = 0;
        for (RowGroup group : footer.rowGroups()) {
            bytes += group.columns().get(column).metaData().totalUncompressedSize();
        }
        return (int) Math.min(rows, 4 * bytes);
    }

    /// The number of rows, once the footer's figures agree with each other and with the limits.
    private int checkedRows(FileMetaData footer, List<ParquetColumn> columns, long size)
            throws Refusal {
        if (footer.numRows() > budget.limits().rows()) {
            throw new Refusal("more than %d rows, the limit".formatted(budget.limits().rows()));
        }
        long rows = 0;
        for (RowGroup group : footer.rowGroups()) {
            if (group.numRows() < 0 || group.numRows() > footer.numRows()) {
                throw new Refusal("a row group says it has %d rows".formatted(group.numRows()));
            }
            rows += group.numRows();
            for (ParquetColumn column : columns) {
                checkChunk(group, column.index(), size);
            }
        }
        if (rows != footer.numRows()) {
            throw new Refusal(
                    "the footer says %d rows, and its row groups %d"
                            .formatted(footer.numRows(), rows));
        }
        return Math.toIntExact(rows);
    }

    private void checkChunk(RowGroup group, int column, long size) throws Refusal {
        if (column >= group.columns().size()) {
            throw new Refusal("a row group lacks a column that the schema has");
        }
        ColumnChunk chunk = group.columns().get(column);
        long packed = chunk.metaData().totalCompressedSize();
        long unpacked = chunk.metaData().totalUncompressedSize();
        long start = chunk.chunkStartOffset();
        if (chunk.metaData().numValues() != group.numRows()
                || packed < 0
                || unpacked < 0
                || start < 0
                || start > size - packed) {
            throw new Refusal(
                    "the footer contradicts itself about " + chunk.metaData().pathInSchema());
        }
        budget.spend(packing == Packing.NONE ? unpacked : Math.max(0, unpacked - packed));
        if (unpacked > EXPANSION_MATTERS_FROM && unpacked / budget.limits().expansion() > packed) {
            throw new Refusal(
                    "unpacks to more than %d times its size, the limit"
                            .formatted(budget.limits().expansion()));
        }
    }

    /// The schema's column of this name at the top, if it is flat.
    static ColumnSchema flat(FileSchema schema, String name) throws Refusal {
        for (ColumnSchema column : schema.getColumns()) {
            if (column.fieldPath().elements().size() == 1
                    && column.fieldPath().elements().getFirst().equals(name)
                    && column.maxRepetitionLevel() == 0) {
                return column;
            }
        }
        throw new Refusal(
                        "a nested column; rows are flat here, so give each part a column of its own")
                .inColumn(name);
    }
}
