package assay.agreement;

import assay.agreement.Sequel.Effect;
import assay.gate.Finding.Outcome;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.statistics.association.KendallTau;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;

/// Whether one offline metric foretells one online metric: whether versions that gained more in the
/// first gained more in the second.
///
/// @param offline the metric of gates
/// @param online the metric of experiments
/// @param points each experiment that has both, oldest first
/// @param tau Kendall's tau-b of the gains; empty where there is no order to compare
/// @param answer with the interval that decides
/// @param outcome `PASS` where the offline metric is proved to foretell the online one, `FAIL`
///   where it is proved to foretell the contrary, else `UNDECIDED`
public record Agreement(
        String offline,
        String online,
        List<Point> points,
        OptionalDouble tau,
        Inference answer,
        Outcome outcome) {

    public Agreement {
        points = List.copyOf(points);
    }

    /// One experiment's effects, with improvement counted upwards.
    public record Point(Sequel sequel, Effect foretold, Effect found) {}

    /// Of every offline metric with every online one that were ever seen together, by their names.
    ///
    /// @param sequels oldest first
    /// @param confidence of the intervals
    public static List<Agreement> of(List<Sequel> sequels, double confidence) {
        List<Agreement> agreements = new ArrayList<>();
        for (String offline : names(sequels, Sequel::foretold)) {
            for (String online : names(sequels, Sequel::found)) {
                List<Point> points =
                        sequels.stream().flatMap(s -> point(s, offline, online).stream()).toList();
                if (!points.isEmpty()) {
                    agreements.add(of(offline, online, points, confidence));
                }
            }
        }
        return agreements;
    }

    private static TreeSet<String> names(
            List<Sequel> sequels, Function<Sequel, List<Effect>> effects) {
        TreeSet<String> names = new TreeSet<>();
        sequels.forEach(s -> effects.apply(s).forEach(e -> names.add(e.metric())));
        return names;
    }

    private static Optional<Point> point(Sequel sequel, String offline, String online) {
        return effect(sequel.foretold(), offline)
                .flatMap(foretold ->
                        effect(sequel.found(), online)
                                .map(found ->
                                        new Point(sequel, foretold.asGain(), found.asGain())));
    }

    private static Optional<Effect> effect(List<Effect> effects, String metric) {
        return effects.stream().filter(e -> e.metric().equals(metric)).findFirst();
    }

    private static Agreement of(
            String offline, String online, List<Point> points, double confidence) {
        KendallTau tau =
                KendallTau.of(
                        points.stream().mapToDouble(p -> p.foretold().estimate()).toArray(),
                        points.stream().mapToDouble(p -> p.found().estimate()).toArray());
        Inference answer = tau.answer(Question.twoSided(confidence));
        return new Agreement(offline, online, points, tau.tau(), answer, outcome(answer));
    }

    private static Outcome outcome(Inference answer) {
        return switch (answer) {
            case CannotSay none -> Outcome.UNDECIDED;
            case Inferred seen ->
                    seen.interval().lower() > 0
                            ? Outcome.PASS
                            : seen.interval().upper() < 0 ? Outcome.FAIL : Outcome.UNDECIDED;
        };
    }
}
