package assay.statistics;

import java.util.ArrayList;
import java.util.List;

/// The sums of some rows that lie in a bracket, gathered while the rows are swept, and how many lie
/// below it. They are held in blocks, so that none is copied as more come in.
public final class SumsWithin {

    private static final int BLOCK = 1 << 10;

    private final int room;
    private final List<double[]> blocks = new ArrayList<>();
    private double[] block = new double[0];
    private int inBlock;
    private int size;
    private long below;

    /// @param room how many sums are gathered at most
    SumsWithin(int room) {
        this.room = room;
    }

    /// Counts sums below the bracket.
    public void addBelow(long count) {
        below += count;
    }

    /// Takes a sum inside the bracket; false if there is no room left for it.
    public boolean add(double sum) {
        if (size == room) {
            return false;
        }
        if (inBlock == block.length) {
            block = new double[BLOCK];
            blocks.add(block);
            inBlock = 0;
        }
        block[inBlock++] = sum;
        size++;
        return true;
    }

    /// How many sums lie below the bracket.
    long below() {
        return below;
    }

    /// How many sums were gathered.
    int size() {
        return size;
    }

    /// Copies the sums in the bracket, in the order of the rows.
    void copyTo(double[] target, int at) {
        for (int from = 0; from < size; from += BLOCK) {
            int length = Math.min(BLOCK, size - from);
            System.arraycopy(blocks.get(from / BLOCK), 0, target, at + from, length);
        }
    }
}
