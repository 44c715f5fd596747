package assay.tables;

import assay.tables.FileKind.Packing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A CSV file (RFC 4180) with a header.
record CsvFile(Source source, Packing packing, Budget budget, int threads) implements TableFile {

    @Override
    public void survey(Survey survey) throws IOException, Refusal {
        try (Unpacked file = Unpacked.open(source, packing, budget)) {
            Blocks blocks = blocks(file);
            Block first = blocks.first();
            List<String> header = header(first);
            @Nullable Field[] guesses = new Field[header.size()];
            for (int i = 0; i < guesses.length; i++) {
                guesses[i] = survey.guess(header.get(i));
            }
            parse(blocks, first, header, guesses, (rows, before) -> {});
        }
    }

    @Override
    public void read(Assembly assembly) throws IOException, Refusal {
        try (Unpacked file = Unpacked.open(source, packing, budget)) {
            Blocks blocks = blocks(file);
            Block first = blocks.first();
            List<String> header = header(first);
            assembly.agree(header);
            @Nullable Field[] fields = new Field[header.size()];
            for (int i = 0; i < assembly.wanted().size(); i++) {
                int column = header.indexOf(assembly.wanted().get(i).name());
                if (column >= 0) {
                    fields[column] = assembly.field(i);
                }
            }
            int firstBytes = first.end - first.start;
            parse(
                    blocks,
                    first,
                    header,
                    fields,
                    (rows, before) -> {
                        if (before == 0 && packing == Packing.NONE) {
                            assembly.expect(rows, firstBytes, source.size());
                        }
                        assembly.addRows(rows);
                    });
        }
    }

    private Blocks blocks(Unpacked file) {
        return Blocks.of(source, packing, file, true, budget.limits());
    }

    private interface RowCount {
        void add(int rows, long before) throws Refusal;
    }

    private void parse(
            Blocks blocks,
            Block first,
            List<String> header,
            @Nullable Field[] fields,
            RowCount count)
            throws IOException, Refusal {
        int fieldBytes = budget.limits().fieldBytes();
        new Pipeline<>(
                        blocks,
                        () -> new CsvParser(header, fresh(fields), fieldBytes),
                        (parser, rows, before) -> {
                            count.add(rows, before);
                            for (int i = 0; i < fields.length; i++) {
                                Field total = fields[i];
                                Field part = parser.field(i);
                                if (total != null && part != null) {
                                    append(total, part, header.get(i));
                                }
                            }
                        })
                .run(first, threads);
    }

    private static void append(Field total, Field part, String name) throws Refusal {
        try {
            total.append(part);
        } catch (Refusal e) {
            throw e.inColumn(name);
        }
    }

    private static @Nullable Field[] fresh(@Nullable Field[] fields) {
        @Nullable Field[] fresh = new Field[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Field field = fields[i];
            fresh[i] = field == null ? null : field.fresh();
        }
        return fresh;
    }

    /// The names in the first record, which `block` starts after from then on.
    private List<String> header(Block block) throws Refusal {
        CsvCursor cursor = new CsvCursor(block, budget.limits().fieldBytes());
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        do {
            try {
                cursor.next();
            } catch (Refusal e) {
                throw new Refusal("the header has " + e.getMessage());
            }
            if (names.size() == budget.limits().columns()) {
                throw new Refusal(
                        "more than %d columns, the limit".formatted(budget.limits().columns()));
            }
            if (!Text.isUtf8(cursor.bytes, cursor.from, cursor.to)) {
                throw new Refusal("the header is not UTF-8; save the file as UTF-8");
            }
            String name =
                    new String(
                            cursor.bytes,
                            cursor.from,
                            cursor.to - cursor.from,
                            StandardCharsets.UTF_8);
            if (!seen.add(name)) {
                throw new Refusal("the header has %s twice".formatted(Text.quoted(name)));
            }
            names.add(name);
        } while (!cursor.endsRecord);
        block.start = cursor.position();
        return names;
    }
}
