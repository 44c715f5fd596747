package assay.ledger;

import assay.gate.Budget;
import assay.gate.Budget.Answer;
import assay.gate.Budget.Turn;
import assay.gate.Gate.ErrorControl;
import assay.gate.Verdict;
import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Outcome;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import assay.lineage.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How often each test set was asked, by whom, and at which level: its stream of tries. The order
/// of a stream is that in which its tries were heard; unlike the rest of the ledger it is no
/// function of the uploads, because what has been asked cannot be unasked.
public final class Tries {

    private final Ledger ledger;

    public Tries(Ledger ledger) {
        this.ledger = ledger;
    }

    /// One try.
    ///
    /// @param place in the stream, from 1; no two tries have the same
    /// @param verdict the id of the hearing, and so of its verdict
    /// @param subject that was tried
    /// @param control by which its level was reckoned
    /// @param level that it is tested at
    /// @param left of the wealth, this try paid
    /// @param pValue what it showed; `null` until its verdict is on record
    public record Try(
            long place,
            String verdict,
            Reference subject,
            ErrorControl control,
            double level,
            double left,
            @Nullable Double pValue) {

        Turn.Place turn() {
            return new Turn.Place(control, place, level, left);
        }

        Answer answer() {
            return new Answer(
                    level, pValue == null ? OptionalDouble.empty() : OptionalDouble.of(pValue));
        }

        private Try showing(double p) {
            return new Try(place, verdict, subject, control, level, left, p);
        }
    }

    /// The tries on a test set, in their places.
    public List<Try> of(Reference testSet) {
        return Reading.all(
                        ledger,
                        Query.of(Keys.dataset(testSet.name()), Keys.tries(testSet)),
                        Try.class)
                .stream()
                .sorted(Comparator.comparingLong(Try::place))
                .toList();
    }

    /// The stream as this control sees it.
    public static Budget budget(ErrorControl control, List<Try> tries) {
        return new Budget(control, tries.stream().map(Try::answer).toList());
    }

    /// Takes the next place in a test set's stream, or gives back the one that this hearing has
    /// already. Each place is taken by one write, on condition that nobody took it meanwhile; who
    /// loses looks again.
    public Turn take(Reference testSet, ErrorControl control, String hearing, Reference subject) {
        while (true) {
            // Read before the tries: a try that comes in between makes the write below fail.
            Optional<Item> stream = ledger.get(Keys.stream(testSet));
            List<Try> tries = of(testSet);
            Optional<Try> own = tries.stream().filter(t -> t.verdict().equals(hearing)).findFirst();
            if (own.isPresent()) {
                return own.get().turn();
            }
            Turn turn = budget(control, tries).next();
            if (!(turn instanceof Turn.Place place)
                    || write(testSet, stream, attempt(place, hearing, subject))
                            instanceof Outcome.Written) {
                return turn;
            }
        }
    }

    private Outcome write(Reference testSet, Optional<Item> stream, Try attempt) {
        Key key = Keys.stream(testSet);
        String document = Json.write(Json.object().put("tries", attempt.place()));
        return ledger.write(
                List.of(
                        stream.<Write>map(i ->
                                        new Write.Replace(
                                                new Item(key, null, i.revision() + 1, document)))
                                .orElseGet(
                                        () -> new Write.Create(new Item(key, null, 1, document))),
                        new Write.Create(
                                new Item(
                                        Keys.attempt(testSet, attempt.verdict()),
                                        null,
                                        1,
                                        Json.write(attempt)))));
    }

    private static Try attempt(Turn.Place place, String hearing, Reference subject) {
        return new Try(
                place.place(),
                hearing,
                subject,
                place.control(),
                place.level(),
                place.left(),
                null);
    }

    /// The writes that record what the verdict's tries showed; made together with the verdict's
    /// own, so that each is made once.
    List<Write> shown(Verdict verdict) {
        List<Write> writes = new ArrayList<>();
        for (Reference testSet : verdict.evidence().turns().keySet()) {
            Key key = Keys.attempt(testSet, verdict.id());
            ledger.get(key).ifPresent(i -> writes.add(shown(i, verdict)));
        }
        return writes;
    }

    private static Write shown(Item item, Verdict verdict) {
        Try attempt = Json.read(item.document(), Try.class);
        Try shown = attempt.showing(verdict.pValue(attempt.level()));
        return new Write.Replace(
                new Item(item.key(), null, item.revision() + 1, Json.write(shown)));
    }
}
