package assay.statistics.distance;

import assay.statistics.Alternative;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Sorting;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/// The largest gap between two distribution functions, which is distance and effect size at once,
/// in [0, 1].
///
/// Where the functions are farthest apart, the gap is that of two shares, and about normal
/// (Raghavachari 1973). The interval is Newcombe's (1998) of these two shares, or Wilson's of one,
/// moved down by how much the largest of many noisy gaps exceeds the largest true one on average:
/// most of a standard error at a few hundred rows, and a quarter still at a million. Its lower end
/// is 0 unless the p-value is below half of one minus the confidence; its upper end is never below
/// what it would be where nothing differs.
public final class KolmogorovSmirnov {

    /// Up to this product of sizes the two-sample p-value is exact.
    private static final double EXACT = 4e6;

    private KolmogorovSmirnov() {}

    /// Two samples. The p-value is exact, given the ties, as long as the product of the sizes is at
    /// most 4,000,000 (as R's `ks.test(exact = TRUE)`), beyond that asymptotic with Hodges'
    /// correction (1957).
    ///
    /// @param first finite values; not changed
    /// @param second finite values; not changed
    /// @param alternative `GREATER` asks whether the first distribution function is above the
    ///   second somewhere, so that its values are smaller
    /// @param confidence of the interval, `0 < confidence < 1`
    public static Distance twoSample(
            double[] first, double[] second, Alternative alternative, double confidence) {
        int n = first.length;
        int m = second.length;
        if (n == 0 || m == 0) {
            return new Distance.CannotSay(
                    Reason.TOO_FEW, "samples of " + n + " and " + m + " values; each needs one");
        }
        if (!finite(first) || !finite(second)) {
            return new Distance.CannotSay(Reason.NOT_FINITE, "a value is NaN or infinite");
        }
        boolean exact = (double) n * m <= EXACT;
        double[] x = exact ? Sorting.sorted(first) : first;
        double[] y = exact ? Sorting.sorted(second) : second;
        var curve = new GapCurve(1.0 / n, 1.0 / m, alternative);
        LargestGap.Gap gap =
                (exact ? LargestGap.ofSorted(x, y, curve) : LargestGap.of(x, y, curve))
                        .of(alternative);
        double distance = gap.size() / ((double) n * m);
        double z = distance * Math.sqrt((double) n / (n + m) * m);
        double p =
                exact
                        ? exactPValue(x, y, gap.size(), alternative)
                        : asymptoticPValue(z, n, m, alternative);
        return measured(
                distance,
                z,
                p,
                curve.interval(
                        distance,
                        (double) gap.first() / n,
                        (double) gap.second() / m,
                        p,
                        confidence));
    }

    /// One sample against a continuous distribution that is known beforehand; the p-value is exact.
    ///
    /// @param values finite; not changed
    /// @param cumulativeProbability of the known distribution
    /// @param alternative `GREATER` asks whether the sample's distribution function is above it
    ///   somewhere
    /// @param confidence of the interval, `0 < confidence < 1`
    public static Distance oneSample(
            double[] values,
            DoubleUnaryOperator cumulativeProbability,
            Alternative alternative,
            double confidence) {
        int n = values.length;
        if (n == 0) {
            return new Distance.CannotSay(Reason.TOO_FEW, "no values");
        }
        if (!finite(values)) {
            return new Distance.CannotSay(Reason.NOT_FINITE, "a value is NaN or infinite");
        }
        if (n == 1) {
            return ofOne(cumulativeProbability.applyAsDouble(values[0]), alternative, confidence);
        }
        var result =
                KolmogorovSmirnovTest.withDefaults()
                        .with(
                                switch (alternative) {
                                    case TWO_SIDED -> AlternativeHypothesis.TWO_SIDED;
                                    case GREATER -> AlternativeHypothesis.GREATER_THAN;
                                    case LESS -> AlternativeHypothesis.LESS_THAN;
                                })
                        .test(values, cumulativeProbability);
        double d = result.getStatistic();
        return measured(
                d,
                d * Math.sqrt((double) n),
                result.getPValue(),
                interval(
                        d,
                        values,
                        cumulativeProbability,
                        alternative,
                        result.getPValue(),
                        confidence));
    }

    /// One value, at the probability `u` of the known distribution.
    private static Distance ofOne(double u, Alternative alternative, double confidence) {
        double d =
                switch (alternative) {
                    case TWO_SIDED -> Math.max(u, 1 - u);
                    case GREATER -> 1 - u;
                    case LESS -> u;
                };
        double p = alternative == Alternative.TWO_SIDED ? 2 * (1 - d) : 1 - d;
        return measured(d, d, p, interval(d, new double[] {0}, _ -> u, alternative, p, confidence));
    }

    /// Of one sample: the gap can be largest at a value and just before it.
    ///
    /// @param d the largest gap
    private static Interval interval(
            double d,
            double[] values,
            DoubleUnaryOperator cumulativeProbability,
            Alternative alternative,
            double p,
            double confidence) {
        double[] sorted = Sorting.sorted(values);
        double n = sorted.length;
        var curve = new GapCurve(1 / n, 0, alternative);
        double share = 0;
        double known = 0;
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double here = cumulativeProbability.applyAsDouble(sorted[i]);
            for (double upTo : new double[] {i / n, (i + 1) / n}) {
                curve.add(upTo, here);
                double gap = curve.size(upTo - here);
                if (gap > largest) {
                    largest = gap;
                    share = upTo;
                    known = here;
                }
            }
        }
        return curve.interval(d, share, known, p, confidence);
    }

    private static Distance measured(double d, double z, double p, Interval interval) {
        return new Distance.Measured(d, interval, z, Math.clamp(p, 0, 1), d);
    }

    /// The share of all orders of the pooled values, ties kept, whose gap is at least as large. Of
    /// all paths to `(i, j)`, `i / (i + j)` come through `(i - 1, j)`; a path counts once it has
    /// met the gap.
    private static double exactPValue(double[] x, double[] y, long gap, Alternative alternative) {
        if (gap == 0) {
            return 1;
        }
        int n = x.length;
        int m = y.length;
        boolean[] ends = endsOfTies(x, y);
        double[] met = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                long here = (long) i * m - (long) j * n;
                long size =
                        switch (alternative) {
                            case TWO_SIDED -> Math.abs(here);
                            case GREATER -> here;
                            case LESS -> -here;
                        };
                if (ends[i + j] && size >= gap) {
                    met[j] = 1;
                } else if (i + j > 0) {
                    double left = j == 0 ? 0 : met[j - 1];
                    met[j] = (met[j] * i + left * j) / (i + j);
                }
            }
        }
        return met[m];
    }

    /// Whether the `k` smallest pooled values are a set that no tie straddles.
    private static boolean[] endsOfTies(double[] x, double[] y) {
        boolean[] ends = new boolean[x.length + y.length + 1];
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            double value = i == x.length ? y[j] : j == y.length ? x[i] : Math.min(x[i], y[j]);
            while (i < x.length && x[i] == value) {
                i++;
            }
            while (j < y.length && y[j] == value) {
                j++;
            }
            ends[i + j] = true;
        }
        return ends;
    }

    /// With Hodges' correction (1957) for the steps of the statistic.
    private static double asymptoticPValue(double z, double n, double m, Alternative alternative) {
        double large = Math.max(n, m);
        double small = Math.min(n, m);
        double step = (large + 2 * small) / Math.sqrt(large * small * (large + small)) / 6;
        return alternative == Alternative.TWO_SIDED
                ? kolmogorov(z + step)
                : Math.exp(-2 * z * (z + 2 * step));
    }

    /// How large the largest gap of many rows must be to have a two-sided p-value of `alpha`: of
    /// `n` and `m` rows times `sqrt(1 / n + 1 / m)`.
    ///
    /// @param alpha `0 < alpha < 1`
    public static double criticalValue(double alpha) {
        return new BrentSolver(1e-14, 1e-14)
                .solve(1000, z -> kolmogorov(z) - alpha, 0, Math.sqrt(Math.log(2 / alpha) / 2));
    }

    /// `P(K > z)` of Kolmogorov's limit, by whichever of its two series converges fast.
    private static double kolmogorov(double z) {
        if (z <= 0) {
            return 1;
        }
        double sum = 0;
        if (z < 1) {
            double base = -Math.PI * Math.PI / (8 * z * z);
            for (int k = 1; k < 20; k += 2) {
                sum += Math.exp(k * k * base);
            }
            return 1 - Math.sqrt(2 * Math.PI) / z * sum;
        }
        for (int k = 1; k < 10; k++) {
            double term = Math.exp(-2.0 * k * k * z * z);
            sum += k % 2 == 1 ? term : -term;
        }
        return 2 * sum;
    }

    private static boolean finite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
