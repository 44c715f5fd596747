package assay.experiment;

import assay.experiment.Analysis.Cell;
import assay.experiment.OnlineMetric.Role;
import assay.gate.Criterion.Claim;
import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Question;
import assay.statistics.multiplicity.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The success metrics of all treatments, decided together.
record Family(Map<Cell, Member> members) {

    /// What became of one of them.
    sealed interface Member {}

    /// @param decision the family's
    /// @param seen by itself
    /// @param single the question at the level that the least certain of the family is asked at
    record Decided(Decision decision, Inferred seen, Question single) implements Member {}

    /// It cannot be asked yet; its share of the level is kept for it.
    record Open(String because) implements Member {}

    Member of(Cell cell) {
        return Objects.requireNonNull(members.get(cell), () -> "no success metric at " + cell);
    }

    /// How many share the level.
    int size() {
        return members.size();
    }

    /// @param effects in the order of the family
    static Family of(Experiment experiment, Map<Cell, Effect> effects) {
        List<Asked> family =
                effects.entrySet().stream()
                        .filter(e -> isSuccess(experiment, e.getKey()))
                        .map(e -> Asked.of(experiment, e.getKey(), e.getValue()))
                        .toList();
        if (family.isEmpty()) {
            return new Family(Map.of());
        }
        double alpha = experiment.alpha();
        List<Decision> decisions =
                experiment.correction().decide(family.stream().map(Asked::claim).toList(), alpha);
        Map<Cell, Member> members = new HashMap<>();
        for (int i = 0; i < family.size(); i++) {
            Asked asked = family.get(i);
            double nullValue = asked.question().nullValue();
            Question single = Question.twoSided(1 - alpha / family.size()).about(nullValue);
            Decision decision = decisions.get(i);
            members.put(
                    asked.cell(),
                    switch (asked.answer()) {
                        case CannotSay(var reason, String because) -> new Open(because);
                        case Inferred seen -> new Decided(decision, seen, single);
                    });
        }
        return new Family(Map.copyOf(members));
    }

    private static boolean isSuccess(Experiment experiment, Cell cell) {
        return experiment.metrics().get(cell.metric()).role() == Role.SUCCESS;
    }

    /// One of the family, by itself.
    private record Asked(Cell cell, Effect effect, Question question, Inference answer) {
        static Asked of(Experiment experiment, Cell cell, Effect effect) {
            OnlineMetric metric = experiment.metrics().get(cell.metric());
            double margin = metric.margin().orElse(0);
            Question question =
                    Question.twoSided(1 - experiment.alpha())
                            .about(Analysis.nullValue(Claim.SUPERIOR, metric.direction(), margin));
            return new Asked(cell, effect, question, effect.absolute().answer(question));
        }

        assay.statistics.multiplicity.Claim claim() {
            return switch (answer) {
                case CannotSay cannot -> NOTHING;
                case Inferred seen ->
                        assay.statistics.multiplicity.Claim.of(
                                question, seen.estimate(), seen.pValue(), this::interval);
            };
        }

        private Interval interval(double confidence) {
            Question asked = Question.twoSided(confidence).about(question.nullValue());
            return effect.absolute().answer(asked) instanceof Inferred seen
                    ? seen.interval()
                    : EVERYTHING;
        }
    }

    private static final Interval EVERYTHING =
            new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final assay.statistics.multiplicity.Claim NOTHING =
            new assay.statistics.multiplicity.Claim(
                    0, 0, Alternative.TWO_SIDED, 1, _ -> EVERYTHING);
}
