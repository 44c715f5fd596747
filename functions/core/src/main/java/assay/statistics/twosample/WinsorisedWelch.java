package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Moments;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import java.util.Arrays;

/// Welch's t test after values above a quantile of both samples together are set to that quantile.
///
/// The cap is the same for both, so that it cannot favour one; the quantity is the difference
/// between means of capped values.
public final class WinsorisedWelch implements StatisticalTest {

    private final Welch capped;

    private WinsorisedWelch(Welch capped) {
        this.capped = capped;
    }

    /// Of two columns.
    ///
    /// @param quantile of the cap, `0 < quantile <= 1`
    public static WinsorisedWelch of(double[] treatment, double[] control, double quantile) {
        if (treatment.length + control.length == 0) {
            return new WinsorisedWelch(new Welch(Moments.NONE, Moments.NONE));
        }
        double[] both = Arrays.copyOf(treatment, treatment.length + control.length);
        System.arraycopy(control, 0, both, treatment.length, control.length);
        double cap = Quantiles.of(Sorting.sortedInPlace(both), quantile);
        return new WinsorisedWelch(Welch.of(capped(treatment, cap), capped(control, cap)));
    }

    @Override
    public Inference answer(Question question) {
        return capped.answer(question);
    }

    private static double[] capped(double[] values, double cap) {
        double[] capped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            capped[i] = Math.min(values[i], cap);
        }
        return capped;
    }
}
