package assay.statistics.multiplicity;

import java.util.Arrays;

/// Families whose evidence is e-values: non-negative, with an expectation of at most one under the
/// null, as betting and likelihood-ratio tests give them at any stopping time.
public final class EValues {

    private EValues() {}

    /// Which hypotheses the e-BH procedure rejects: the `k` largest, for the largest `k` whose
    /// `k`-th largest e-value is at least `m / (alpha k)`. The false discovery rate is at most
    /// alpha under any dependence (Wang and Ramdas 2022, section 4).
    ///
    /// @param alpha `0 < alpha < 1`
    /// @param eValues each `>= 0`, possibly infinite
    public static boolean[] rejected(double alpha, double... eValues) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in (0, 1)");
        }
        for (double e : eValues) {
            if (!(e >= 0)) {
                throw new IllegalArgumentException("e-value " + e + " is not at least 0");
            }
        }
        int size = eValues.length;
        double[] sorted = eValues.clone();
        Arrays.sort(sorted);
        double least = Double.POSITIVE_INFINITY;
        boolean any = false;
        for (int k = 1; k <= size; k++) {
            double kth = sorted[size - k];
            if (kth * alpha * k >= size) {
                least = kth;
                any = true;
            }
        }
        boolean[] rejected = new boolean[size];
        for (int i = 0; i < size; i++) {
            rejected[i] = any && eValues[i] >= least;
        }
        return rejected;
    }

    /// The e-value of a p-value by the calibrator `1 / (2 sqrt(p))` (Vovk and Wang 2021, with kappa
    /// = 1/2): weaker than the p-value, but it may be averaged and stopped at will.
    ///
    /// @param pValue in [0, 1]; zero gives infinity
    public static double calibrated(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
        }
        return 0.5 / Math.sqrt(pValue);
    }
}
