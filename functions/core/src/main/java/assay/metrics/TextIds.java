package assay.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Texts as identifiers: all of them in one array, so that millions cost their bytes and no
/// objects.
public final class TextIds implements Ids {
    private final byte[] utf8;
    private final int[] ends;

    private TextIds(byte[] utf8, int[] ends) {
        this.utf8 = utf8;
        this.ends = ends;
    }

    /// Of these texts, at most 2 GiB of them.
    public static TextIds of(List<String> texts) {
        byte[][] parts =
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        int[] ends = Arrays.stream(parts).mapToInt(part -> part.length).toArray();
        Arrays.parallelPrefix(ends, Math::addExact);
        byte[] utf8 = new byte[ends.length == 0 ? 0 : ends[ends.length - 1]];
        for (int row = 0; row < parts.length; row++) {
            int start = ends[row] - parts[row].length;
            System.arraycopy(parts[row], 0, utf8, start, parts[row].length);
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

    /// FNV-1a over the bytes, then mixed: FNV alone leaves its high bits poor for short texts.
    @Override
    public long hash(int row) {
        long hash = 0xcbf29ce484222325L;
        for (int i = start(row); i < ends[row]; i++) {
            hash = (hash ^ utf8[i]) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 29;
    }

    @Override
    public boolean same(int row, Ids other, int otherRow) {
        var texts = (TextIds) other;
        return Arrays.equals(
                utf8,
                start(row),
                ends[row],
                texts.utf8,
                texts.start(otherRow),
                texts.ends[otherRow]);
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }
}
