package assay.testing;

import assay.ledger.Ledger;
import assay.ledger.Objects;
import assay.ledger.Scorings;
import assay.ledger.Work;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that dies: once a number of calls to its ports have gone through, the next one fails
/// before it does anything, and so do all after it.
///
/// The ports that it wraps count together, so a test that runs a handler once, takes {@link
/// #calls()}, and repeats it with a death after each of them has tried every place between two
/// calls.
public final class Crashing {

    private final int survives;
    private final AtomicInteger calls = new AtomicInteger();

    /// What the call fails with that the process did not survive.
    public static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;

        Death(int calls) {
            super("died after " + calls + " calls");
        }
    }

    private Crashing(int survives) {
        this.survives = survives;
    }

    /// Dies at the call after this many.
    ///
    /// @param calls that go through, 0 or more
    public static Crashing after(int calls) {
        return new Crashing(calls);
    }

    /// Lives, and counts.
    public static Crashing never() {
        return new Crashing(Integer.MAX_VALUE);
    }

    /// How many calls went through.
    public int calls() {
        return Math.min(calls.get(), survives);
    }

    private void call() {
        if (calls.getAndIncrement() >= survives) {
            throw new Death(survives);
        }
    }

    /// The ledger, as this process reaches it.
    public Ledger of(Ledger ledger) {
        return new Ledger() {
            @Override
            public Optional<Item> get(Key key) {
                call();
                return ledger.get(key);
            }

            @Override
            public Page query(Query query) {
                call();
                return ledger.query(query);
            }

            @Override
            public Outcome write(List<Write> writes) {
                call();
                return ledger.write(writes);
            }
        };
    }

    /// The bucket, as this process reaches it.
    public Objects of(Objects objects) {
        return new Objects() {
            @Override
            public List<Version> history(String prefix) {
                call();
                return objects.history(prefix);
            }

            @Override
            public InputStream open(Version version) {
                call();
                return objects.open(version);
            }

            @Override
            public ByteBuffer read(Version version, long offset, int length) {
                call();
                return objects.read(version, offset, length);
            }

            @Override
            public Version put(String key, String contentType, byte[] content) {
                call();
                return objects.put(key, contentType, content);
            }
        };
    }

    /// The queue, as this process reaches it.
    public Work of(Work work) {
        return (model, cause) -> {
            call();
            work.lookAt(model, cause);
        };
    }

    /// The queue of models to be run, as this process reaches it.
    public Scorings of(Scorings scorings) {
        return request -> {
            call();
            scorings.ask(request);
        };
    }
}
