package assay.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Parses a text file's blocks in a few threads, and takes the results in the file's order.
///
/// Each thread reads a block, parses it, waits for its turn and hands over: nothing is queued, so
/// memory stays at one block and its values per thread.
final class Pipeline<P extends BlockParser> {

    /// Takes over what a parser made of a block.
    interface Merge<P> {
        /// @param before the file's rows in earlier blocks
        void take(P parsed, int rows, long before) throws Refusal;
    }

    private final Blocks blocks;
    private final Supplier<P> parsers;
    private final Merge<P> merge;
    private long turn;
    private long rows;
    private @Nullable Throwable failure;

    Pipeline(Blocks blocks, Supplier<P> parsers, Merge<P> merge) {
        this.blocks = blocks;
        this.parsers = parsers;
        this.merge = merge;
    }

    /// Parses `first` and all that follow, with this thread and `threads - 1` others.
    void run(Block first, int threads) throws IOException, Refusal {
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads && !first.last; i++) {
            others.add(Thread.ofPlatform().daemon().name("tables-" + i).start(() -> work(null)));
        }
        work(first);
        for (Thread other : others) {
            join(other);
        }
        rethrow();
    }

    private void work(@Nullable Block first) {
        try {
            P parser = parsers.get();
            Block block = first == null ? new Block(Blocks.USUAL) : first;
            boolean more = first != null || blocks.next(block);
            while (more && handOver(parser, block)) {
                more = blocks.next(block);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    /// Answers whether to go on.
    private boolean handOver(P parser, Block block) throws InterruptedException {
        int parsed = 0;
        Throwable fault = null;
        try {
            parsed = parser.parse(block);
        } catch (Throwable e) {
            fault = e;
        }
        synchronized (this) {
            while (turn != block.number && failure == null) {
                wait();
            }
            if (failure != null) {
                return false;
            }
            try {
                if (fault != null) {
                    throw fault;
                }
                merge.take(parser, parsed, rows);
                rows += parsed;
                turn++;
            } catch (Refusal e) {
                failure = e.after(rows);
            } catch (Throwable e) {
                failure = e;
            }
            notifyAll();
            parser.clear();
            return failure == null;
        }
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
        notifyAll();
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    private synchronized void rethrow() throws IOException, Refusal {
        switch (failure) {
            case null -> {}
            case Refusal e -> throw e;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IOException("interrupted while reading", failure);
        }
    }
}
