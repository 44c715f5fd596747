package assay.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Text as identifiers: all of it in one array, so that ten million of them cost their bytes and no
/// objects.
public final class TextIds implements Ids {
    private final byte[] utf8;
    private final int[] ends;

    /// @param utf8 the identifiers one after another; kept, not copied
    /// @param ends where each of them ends in `utf8`, exclusive; kept, not copied
    public TextIds(byte[] utf8, int[] ends) {
        this.utf8 = utf8;
        this.ends = ends;
    }

    /// The same, from strings.
    public static TextIds of(List<String> texts) {
        byte[][] parts =
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        byte[] utf8 = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int[] ends = new int[parts.length];
        int end = 0;
        for (int row = 0; row < parts.length; row++) {
            System.arraycopy(parts[row], 0, utf8, end, parts[row].length);
            end += parts[row].length;
            ends[row] = end;
        }
        return new TextIds(utf8, ends);
    }

    @Override
    public int count() {
        return ends.length;
    }

    @Override
    public String text(int row) {
        int start = start(row);
        return new String(utf8, start, ends[row] - start, StandardCharsets.UTF_8);
    }

    @Override
    public TextIds at(int[] rows) {
        int[] newEnds = new int[rows.length];
        int end = 0;
        for (int i = 0; i < rows.length; i++) {
            end += ends[rows[i]] - start(rows[i]);
            newEnds[i] = end;
        }
        byte[] bytes = new byte[end];
        int to = 0;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(utf8, start(rows[i]), bytes, to, newEnds[i] - to);
            to = newEnds[i];
        }
        return new TextIds(bytes, newEnds);
    }

    /// Whether the identifier of `row` is that of `otherRow` in `other`.
    boolean same(int row, TextIds other, int otherRow) {
        return Arrays.equals(
                utf8,
                start(row),
                ends[row],
                other.utf8,
                other.start(otherRow),
                other.ends[otherRow]);
    }

    /// A hash of the identifier's bytes (FNV-1a, 64 bits).
    long hash(int row) {
        long hash = 0xcbf29ce484222325L;
        for (int i = start(row); i < ends[row]; i++) {
            hash = (hash ^ utf8[i]) * 0x100000001b3L;
        }
        return hash;
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }
}
