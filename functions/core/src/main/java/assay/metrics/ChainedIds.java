package assay.metrics;

import java.util.Arrays;
import java.util.List;

/// The identifiers of several shards, one shard after another, without a copy of them.
final class ChainedIds implements Ids {
    private final List<Ids> shards;
    private final int[] ends;

    private ChainedIds(List<Ids> shards, int[] ends) {
        this.shards = shards;
        this.ends = ends;
    }

    static ChainedIds of(List<Ids> shards) {
        int[] ends = shards.stream().mapToInt(Ids::count).toArray();
        Arrays.parallelPrefix(ends, Math::addExact);
        return new ChainedIds(List.copyOf(shards), ends);
    }

    @Override
    public int count() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public String text(int row) {
        int shard = shard(row);
        return shards.get(shard).text(row - start(shard));
    }

    @Override
    public long hash(int row) {
        int shard = shard(row);
        return shards.get(shard).hash(row - start(shard));
    }

    @Override
    public boolean same(int row, Ids other, int otherRow) {
        return text(row).equals(other.text(otherRow));
    }

    private int shard(int row) {
        int place = Arrays.binarySearch(ends, row);
        int shard = place < 0 ? -place - 1 : place + 1;
        while (ends[shard] == row) {
            shard++;
        }
        return shard;
    }

    private int start(int shard) {
        return shard == 0 ? 0 : ends[shard - 1];
    }
}
