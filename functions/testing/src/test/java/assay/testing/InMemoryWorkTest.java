package assay.testing;

import assay.ledger.Work;
import assay.testing.InMemoryWork.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class InMemoryWorkTest extends WorkContract {
    private final InMemoryWork work = new InMemoryWork();

    @Override
    protected Work work() {
        return work;
    }

    @Override
    protected List<Request> receive() {
        return Stream.generate(work::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }
}
