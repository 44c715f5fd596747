package assay.tables;

import assay.tables.FileKind.Packing;
import java.io.IOException;

/// A file of JSON Lines: one flat object a line. A row may leave columns out; they are null there.
record JsonLinesFile(Source source, Packing packing, Budget budget, int threads)
        implements TableFile {

    @Override
    public void survey(Survey survey) throws IOException, Refusal {
        parse(
                () -> new JsonKeys(true, budget.limits().columns()),
                (parser, rows, before) -> {
                    JsonKeys keys = parser.keys();
                    for (int key = 0; key < keys.size(); key++) {
                        if (keys.field(key) instanceof Guess found) {
                            survey.guess(keys.name(key)).append(found);
                        }
                    }
                });
    }

    @Override
    public void read(Assembly assembly) throws IOException, Refusal {
        parse(
                () -> keys(assembly),
                (parser, rows, before) -> {
                    for (int i = 0; i < assembly.wanted().size(); i++) {
                        if (parser.hasSeen(i)) {
                            assembly.found(i);
                        }
                    }
                    if (before == 0 && packing == Packing.NONE) {
                        assembly.expect(rows, Blocks.USUAL, source.size());
                    }
                    assembly.addRows(rows);
                    for (int i = 0; i < assembly.wanted().size(); i++) {
                        if (parser.keys().field(i) instanceof TypedField part) {
                            append(assembly, i, part);
                        }
                    }
                });
    }

    private interface NewKeys {
        JsonKeys get();
    }

    private void parse(NewKeys keys, Pipeline.Merge<JsonParser> merge) throws IOException, Refusal {
        try (Unpacked file = Unpacked.open(source, packing, budget)) {
            Blocks blocks = Blocks.of(source, packing, file, false, budget.limits());
            Block first = blocks.first();
            new Pipeline<>(blocks, () -> new JsonParser(keys.get(), budget.limits()), merge)
                    .run(first, threads);
        }
    }

    private JsonKeys keys(Assembly assembly) {
        JsonKeys keys = new JsonKeys(false, budget.limits().columns());
        for (int i = 0; i < assembly.wanted().size(); i++) {
            keys.add(assembly.wanted().get(i).name(), assembly.field(i).fresh());
        }
        return keys;
    }

    private static void append(Assembly assembly, int index, TypedField part) throws Refusal {
        try {
            assembly.field(index).append(part);
        } catch (Refusal e) {
            throw e.inColumn(assembly.wanted().get(index).name());
        }
    }
}
