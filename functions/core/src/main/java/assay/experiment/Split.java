package assay.experiment;

import assay.experiment.Experiment.Variant;
import assay.experiment.Sample.Units;
import assay.statistics.sequential.SampleRatio;
import java.util.List;
import java.util.Optional;

/// How units were split among the variants, and whether that can be chance.
///
/// @param counts of units by variant
/// @param pValue always valid: it may be looked at every day
/// @param cause the slice that departs most, where the split as a whole is no chance
public record Split(List<Long> counts, double pValue, Optional<String> cause) {

    /// Below this, the randomisation is taken for broken.
    public static final double BROKEN = 0.001;

    public Split {
        counts = List.copyOf(counts);
    }

    static Split of(Experiment experiment, Sample sample) {
        double p = pValue(experiment, sample.counts());
        return new Split(
                sample.counts(),
                p,
                p < BROKEN ? Optional.of(cause(experiment, sample)) : Optional.empty());
    }

    /// Whether the split is not what the shares say.
    public boolean isBroken() {
        return pValue < BROKEN;
    }

    private static double pValue(Experiment experiment, List<Long> counts) {
        return SampleRatio.none(experiment.shares()).plus(counts).pValue();
    }

    /// The slice with the strongest evidence, if it is any by itself; else none stands out.
    private static String cause(Experiment experiment, Sample sample) {
        String cause = "no value of a dimension stands out: look at the assignment itself";
        double least = 1;
        for (int d = 0; d < experiment.dimensions().size(); d++) {
            List<String> values = sample.values(d);
            for (String value : values) {
                List<Long> counts = sample.counts(new Units(d, value));
                double p = pValue(experiment, counts) * values.size();
                if (p < least && p < BROKEN) {
                    least = p;
                    cause =
                            "most in %s=%s, with %s"
                                    .formatted(
                                            experiment.dimensions().get(d),
                                            value,
                                            words(experiment.variants(), counts));
                }
            }
        }
        return cause;
    }

    static String words(List<Variant> variants, List<Long> counts) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
            words.append(i == 0 ? "" : i == counts.size() - 1 ? " and " : ", ")
                    .append(counts.get(i))
                    .append(" units in ")
                    .append(variants.get(i).name());
        }
        return words.toString();
    }
}
