package assay.testing;

import assay.ledger.ScoringRequest;
import assay.ledger.Scorings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class InMemoryScoringsTest extends ScoringsContract {
    private final InMemoryScorings scorings = new InMemoryScorings();

    @Override
    protected Scorings scorings() {
        return scorings;
    }

    @Override
    protected List<ScoringRequest> receive() {
        return Stream.generate(scorings::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }
}
