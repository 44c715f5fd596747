package assay.gate;

import assay.gate.Finding.Measured;
import assay.statistics.Inference;
import assay.statistics.Question;
import assay.statistics.paired.WilcoxonSignedRank;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What several datasets say together of one criterion: each dataset is one observation, the
/// challenger's metric minus the champion's, and Wilcoxon's signed ranks are those of Demšar (2006)
/// for two models. (Friedman's test of two models is the sign test, which sees less.)
///
/// It is told beside the decision and does not enter it: each dataset must pass by itself.
///
/// @param criterion that was asked
/// @param above on how many datasets the challenger's value is above the champion's
/// @param below on how many it is below
/// @param datasets how many
/// @param inference of the difference
public record AcrossDatasets(
        Criterion criterion, int above, int below, int datasets, Inference inference) {

    /// With fewer datasets than these no order of signs is significant.
    public static final int LEAST = 5;

    /// One for each criterion that compares two models on at least {@link #LEAST} datasets.
    public static List<AcrossDatasets> of(List<Finding> findings, double alpha) {
        Map<String, List<Finding>> byCriterion = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.criterion() instanceof Criterion.Relative && finding.slices().isEmpty()) {
                finding.measured()
                        .filter(m -> m.champion().isPresent() && m.challenger().isPresent())
                        .ifPresent(m ->
                                byCriterion
                                        .computeIfAbsent(
                                                finding.criterion().id(), c -> new ArrayList<>())
                                        .add(finding));
            }
        }
        List<AcrossDatasets> all = new ArrayList<>();
        byCriterion.forEach((id, same) -> {
            if (same.size() >= LEAST) {
                List<Measured> measured =
                        same.stream().flatMap(f -> f.measured().stream()).toList();
                all.add(of(same.getFirst().criterion(), measured, alpha));
            }
        });
        return List.copyOf(all);
    }

    private static AcrossDatasets of(Criterion criterion, List<Measured> measured, double alpha) {
        double[] differences =
                measured.stream()
                        .mapToDouble(m -> m.challenger().getAsDouble() - m.champion().getAsDouble())
                        .toArray();
        int above = 0;
        int below = 0;
        for (double difference : differences) {
            above += difference > 0 ? 1 : 0;
            below += difference < 0 ? 1 : 0;
        }
        return new AcrossDatasets(
                criterion,
                above,
                below,
                differences.length,
                WilcoxonSignedRank.of(differences).answer(Question.twoSided(1 - alpha)));
    }
}
