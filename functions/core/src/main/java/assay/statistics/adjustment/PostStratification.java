package assay.statistics.adjustment;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.StatisticalTest;
import java.util.List;

/// The difference of means between two arms, weighted over strata by their size in both (Miratrix,
/// Sekhon, Yu 2013): what an uneven split of the strata adds to the variance is taken out.
public final class PostStratification {

    private PostStratification() {}

    /// What both arms saw in one stratum.
    ///
    /// @param name for messages
    public record Stratum(String name, Moments control, Moments treatment) {

        private long rows() {
            return control.count() + treatment.count();
        }
    }

    /// The treatment's mean minus the control's.
    public static StatisticalTest mean(List<Stratum> strata) {
        double rows = strata.stream().mapToLong(Stratum::rows).sum();
        double estimate = 0;
        SampleVariance variance = SampleVariance.NONE;
        for (Stratum stratum : strata) {
            Moments control = stratum.control();
            Moments treatment = stratum.treatment();
            if (control.count() < 2 || treatment.count() < 2) {
                return tooFew(
                        "stratum %s has %d and %d rows, and each arm takes two"
                                .formatted(stratum.name(), control.count(), treatment.count()));
            }
            double share = stratum.rows() / rows;
            estimate += share * (treatment.mean() - control.mean());
            variance = variance.plus(part(share, control)).plus(part(share, treatment));
        }
        if (strata.isEmpty()) {
            return tooFew("there is no stratum");
        }
        return new Pivot(estimate, variance.standardError(), variance.degreesOfFreedom());
    }

    private static SampleVariance part(double share, Moments arm) {
        return SampleVariance.of(share * share * arm.variance() / arm.count(), arm.count() - 1.0);
    }

    private static StatisticalTest tooFew(String because) {
        var reason = new CannotSay(Reason.TOO_FEW, because);
        return question -> reason;
    }
}
