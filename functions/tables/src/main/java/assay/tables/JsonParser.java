package assay.tables;

import java.util.Arrays;

/// Turns blocks of JSON Lines into fields: one flat object a line.
final class JsonParser implements BlockParser {
    private final JsonKeys keys;
    private final JsonCursor cursor;
    private int[] lastSeen = {};

    JsonParser(JsonKeys keys, Limits limits) {
        this.keys = keys;
        this.cursor = new JsonCursor(limits.fieldBytes(), limits.nesting());
    }

    JsonKeys keys() {
        return keys;
    }

    /// Whether the block parsed last has this key.
    boolean hasSeen(int key) {
        return key < lastSeen.length && lastSeen[key] > 0;
    }

    @Override
    public int parse(Block block) throws Refusal {
        Arrays.fill(lastSeen, 0);
        int rows = 0;
        int at = block.start;
        while (at < block.end) {
            int end = endOfLine(block, at);
            if (end == block.end && !block.last && block.bytes[end - 1] != '\n') {
                throw new Refusal(
                                "longer than %d bytes, the limit for one record"
                                        .formatted(block.end - at))
                        .inRow(rows + 1L);
            }
            cursor.start(block.bytes, at, end);
            at = end + 1;
            if (cursor.peek() >= 0) {
                rows++;
                record(rows);
            }
        }
        return rows;
    }

    @Override
    public void clear() {
        for (int key = 0; key < keys.size(); key++) {
            Field field = keys.field(key);
            if (field != null) {
                field.clear();
            }
        }
    }

    private static int endOfLine(Block block, int at) {
        int end = at;
        while (end < block.end && block.bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private void record(int row) throws Refusal {
        try {
            keys.rewind();
            cursor.expect('{', "a row");
            if (!cursor.skipped('}')) {
                do {
                    pair(row);
                } while (cursor.skipped(','));
                cursor.expect('}', "what follows a value");
            }
            if (cursor.peek() >= 0) {
                throw new Refusal("more than one object in the line: " + cursor.here());
            }
        } catch (Refusal e) {
            throw e.inRow(row);
        }
        for (int key = 0; key < keys.size(); key++) {
            Field field = keys.field(key);
            if (field != null && !isSeen(key, row)) {
                field.acceptNull();
            }
        }
    }

    private void pair(int row) throws Refusal {
        cursor.string();
        int key = keys.number(cursor.bytes, cursor.from, cursor.to);
        cursor.expect(':', "what follows a key");
        try {
            if (isSeen(key, row)) {
                throw new Refusal("the key is there twice");
            }
            see(key, row);
            Field field = keys.field(key);
            if (field == null) {
                cursor.skip();
            } else {
                value(field);
            }
        } catch (Refusal e) {
            throw e.inColumn(keys.name(key));
        }
    }

    private void value(Field field) throws Refusal {
        switch (cursor.peek()) {
            case '"' -> {
                cursor.string();
                if (cursor.from == cursor.to) {
                    field.acceptEmpty();
                } else {
                    field.accept(cursor.bytes, cursor.from, cursor.to, false);
                }
            }
            case '{', '[' ->
                    throw new Refusal(
                            "a nested value; rows are flat here, so give each part a column of its own");
            default -> {
                cursor.bare();
                if (cursor.isWord("null")) {
                    field.acceptNull();
                } else if (!takesAnyWord(field) || cursor.isScalar()) {
                    field.accept(cursor.bytes, cursor.from, cursor.to, true);
                } else {
                    throw new Refusal(
                            Text.quoted(cursor.bytes, cursor.from, cursor.to)
                                    + " is no value in JSON; put text in quotation marks");
                }
            }
        }
    }

    /// Whether the field itself would not notice a word that is no value in JSON.
    private static boolean takesAnyWord(Field field) {
        return field instanceof TypedField.Texts || field instanceof Guess;
    }

    private boolean isSeen(int key, int row) {
        return key < lastSeen.length && lastSeen[key] == row;
    }

    private void see(int key, int row) {
        if (key >= lastSeen.length) {
            lastSeen = Arrays.copyOf(lastSeen, 2 * key + 8);
        }
        lastSeen[key] = row;
    }
}
