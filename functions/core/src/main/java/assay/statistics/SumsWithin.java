package assay.statistics;

import java.util.Arrays;

/// The sums of some rows that lie in a bracket, gathered while the rows are swept, and how many lie
/// below it.
public final class SumsWithin {

    private static final int FIRST_ROOM = 1 << 10;

    private final int room;
    private double[] sums;
    private int size;
    private long below;

    /// @param room how many sums are gathered at most
    SumsWithin(int room) {
        this.room = room;
        this.sums = new double[Math.min(room, FIRST_ROOM)];
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
        if (size == sums.length) {
            sums = Arrays.copyOf(sums, (int) Math.min(room, size + size / 2L));
        }
        sums[size++] = sum;
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
        System.arraycopy(sums, 0, target, at, size);
    }
}
