package assay.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Texts as UTF-8. Where texts repeat, each different one is held once and rows hold its number.
public final class TextColumn implements Column {
    /// The most bytes of text that one column holds.
    public static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private final Utf8 texts;
    private final int @Nullable [] codes;
    private final Bits nulls;
    private final int size;

    private TextColumn(Utf8 texts, int @Nullable [] codes, Bits nulls, int size) {
        this.texts = texts;
        this.codes = codes;
        this.nulls = nulls;
        this.size = size;
    }

    /// A column of these values, none of them null.
    public static TextColumn of(String... values) {
        Builder builder = new Builder();
        for (String value : values) {
            builder.add(value);
        }
        return builder.build();
    }

    /// Whether texts are held once each, so that `code` numbers the different ones. If not, every
    /// row is its own text.
    public boolean isCoded() {
        return codes != null;
    }

    /// The number of the text at `row`, `0 <= code < entries`; equal codes are equal texts. A null
    /// row has the code of the empty text.
    public int code(int row) {
        return codes == null ? row : codes[row];
    }

    /// The codes of all rows, where texts are coded. Not to be changed.
    public int[] codes() {
        if (codes == null) {
            throw new IllegalStateException("every row is its own text");
        }
        return codes;
    }

    /// The number of texts held: the different ones if coded (a code may be unused), else one a
    /// row.
    public int entries() {
        return texts.size();
    }

    /// The text with this code.
    public String entry(int code) {
        return texts.get(code);
    }

    /// A 64-bit hash of the text at `row`: equal for equal texts, of whatever column.
    public long hash(int row) {
        return texts.hash(code(row));
    }

    /// How many bytes the text at `row` takes.
    public int length(int row) {
        return texts.length(code(row));
    }

    /// A 64-bit hash of the text with this code, another one for every seed: two of them tell the
    /// texts of any column apart, by all that chance can do.
    public long hash(int code, long seed) {
        return texts.hash(code, seed);
    }

    /// Whether the text at `row` is that of `other` at `otherRow`, without making either.
    public boolean equal(int row, TextColumn other, int otherRow) {
        return texts.equal(code(row), other.texts, other.code(otherRow));
    }

    @Override
    public ColumnType type() {
        return ColumnType.STRING;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int nulls() {
        return nulls.count();
    }

    @Override
    public boolean isNull(int row) {
        return nulls.get(row);
    }

    @Override
    public String text(int row) {
        return texts.get(code(row));
    }

    /// A column of texts in the making. It codes until the texts prove to be mostly different.
    public static final class Builder implements ColumnBuilder {
        private static final int WORTH_ASKING = 1024;
        private static final byte[] EMPTY = {};

        private final Bits nulls = new Bits();
        private Utf8 texts = new Utf8();
        private Ints codes = new Ints();
        private int[] slots = new int[64];
        private boolean coded = true;

        /// Adds a row with this text.
        public void add(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            add(bytes, 0, bytes.length);
        }

        /// Adds a row with the text of these bytes, which are valid UTF-8.
        public void add(byte[] bytes, int offset, int length) {
            if (coded) {
                codes.add(codeOf(bytes, offset, length));
            } else {
                texts.add(bytes, offset, length);
            }
        }

        /// The bytes of text held so far; at most [TextColumn#MAX_BYTES].
        public int bytes() {
            return texts.length();
        }

        @Override
        public int size() {
            return coded ? codes.size() : texts.size();
        }

        @Override
        public void reserve(int more) {
            if (coded) {
                codes.reserve(more);
            }
        }

        @Override
        public void addNull() {
            nulls.set(size());
            add(EMPTY, 0, 0);
        }

        @Override
        public void append(ColumnBuilder other) {
            Builder more = (Builder) other;
            nulls.setAll(more.nulls, size());
            if (coded && more.coded) {
                int[] mine = new int[more.texts.size()];
                for (int code = 0; code < mine.length; code++) {
                    mine[code] = codeOf(more.texts, code);
                }
                more.codes.forEach(code -> codes.add(mine[code]));
                giveUpCodingIfMostlyDifferent();
            } else {
                uncode();
                if (more.coded) {
                    more.codes.forEach(code -> texts.add(more.texts, code));
                } else {
                    texts.addAll(more.texts);
                }
            }
        }

        /// Forgets all rows, but remembers whether coding was worth it.
        @Override
        public void clear() {
            nulls.clear();
            texts.clear();
            codes.clear();
            Arrays.fill(slots, 0);
        }

        @Override
        public TextColumn build() {
            int size = size();
            texts.trim();
            TextColumn column =
                    new TextColumn(texts, coded ? codes.take() : null, nulls.take(), size);
            texts = new Utf8();
            codes = new Ints();
            slots = new int[64];
            coded = true;
            return column;
        }

        private int codeOf(byte[] bytes, int offset, int length) {
            int slot = slotOf(Utf8.hash(bytes, offset, length));
            for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
                if (texts.equal(slots[slot] - 1, bytes, offset, length)) {
                    return slots[slot] - 1;
                }
            }
            texts.add(bytes, offset, length);
            return claim(slot);
        }

        private int codeOf(Utf8 other, int index) {
            int slot = slotOf(other.hash(index));
            for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
                if (texts.equal(slots[slot] - 1, other, index)) {
                    return slots[slot] - 1;
                }
            }
            texts.add(other, index);
            return claim(slot);
        }

        private int claim(int slot) {
            int code = texts.size() - 1;
            slots[slot] = code + 1;
            if (texts.size() * 2 > slots.length) {
                rehash();
            }
            return code;
        }

        private int slotOf(long hash) {
            return (int) (hash >>> 32) & (slots.length - 1);
        }

        private void rehash() {
            slots = new int[slots.length * 2];
            for (int code = 0; code < texts.size(); code++) {
                int slot = slotOf(texts.hash(code));
                while (slots[slot] != 0) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = code + 1;
            }
        }

        private void giveUpCodingIfMostlyDifferent() {
            if (texts.size() >= WORTH_ASKING && texts.size() > size() / 2) {
                uncode();
            }
        }

        private void uncode() {
            if (coded) {
                Utf8 plain = new Utf8();
                codes.forEach(code -> plain.add(texts, code));
                texts = plain;
                codes = new Ints();
                slots = new int[64];
                coded = false;
            }
        }
    }
}
