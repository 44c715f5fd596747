package assay.statistics.multiplicity;

import assay.statistics.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Decides a family of hypotheses so that the family's error stays at alpha, with intervals that
/// say the same as the decisions.
public enum Correction {
    /// Each hypothesis by itself.
    NONE {
        @Override
        double factor(int rank, int size) {
            return 1;
        }

        @Override
        Interval interval(Claim claim, boolean rejected, int rejections, int size, double alpha) {
            return at(claim, alpha);
        }
    },
    /// Family-wise error under any dependence: `alpha / m` each. Intervals: Bonferroni's.
    BONFERRONI {
        @Override
        double factor(int rank, int size) {
            return size;
        }

        @Override
        Interval interval(Claim claim, boolean rejected, int rejections, int size, double alpha) {
            return at(claim, alpha / size);
        }
    },
    /// Family-wise error under any dependence, step-down (Holm 1979). Intervals: Strassburger and
    /// Bretz 2008: see [#decide].
    HOLM {
        @Override
        double factor(int rank, int size) {
            return size - rank + 1;
        }

        @Override
        boolean stepsDown() {
            return true;
        }

        @Override
        Interval interval(Claim claim, boolean rejected, int rejections, int size, double alpha) {
            return stepwise(claim, rejected, rejections, size, alpha);
        }
    },
    /// Family-wise error under independence or positive dependence, step-up (Hochberg 1988).
    /// Intervals as for [#HOLM].
    HOCHBERG {
        @Override
        double factor(int rank, int size) {
            return size - rank + 1;
        }

        @Override
        Interval interval(Claim claim, boolean rejected, int rejections, int size, double alpha) {
            return stepwise(claim, rejected, rejections, size, alpha);
        }
    },
    /// False discovery rate under independence or positive dependence (Benjamini and Hochberg
    /// 1995). Intervals: false coverage rate at most alpha among the rejected (Benjamini and
    /// Yekutieli 2005).
    BENJAMINI_HOCHBERG {
        @Override
        double factor(int rank, int size) {
            return (double) size / rank;
        }

        @Override
        Interval interval(Claim claim, boolean rejected, int rejections, int size, double alpha) {
            return at(claim, alpha * Math.max(1, rejections) / size);
        }
    },
    /// False discovery rate under any dependence (Benjamini and Yekutieli 2001). Intervals: false
    /// coverage rate at most alpha among the rejected.
    BENJAMINI_YEKUTIELI {
        @Override
        double factor(int rank, int size) {
            return harmonic(size) * size / rank;
        }

        @Override
        Interval interval(Claim claim, boolean rejected, int rejections, int size, double alpha) {
            return at(claim, alpha * Math.max(1, rejections) / (size * harmonic(size)));
        }
    };

    /// What the `rank`-th smallest of `size` p-values is multiplied by, `1 <= rank <= size`.
    abstract double factor(int rank, int size);

    /// The simultaneous interval of one claim, when `rejections` of `size` are rejected.
    abstract Interval interval(
            Claim claim, boolean rejected, int rejections, int size, double alpha);

    /// Whether the smallest p-value is judged first, instead of the largest.
    boolean stepsDown() {
        return false;
    }

    /// The adjusted p-values, in the order given: a hypothesis is rejected at alpha when its own is
    /// at most alpha. Empty for an empty family.
    ///
    /// @param pValues each in [0, 1]
    public double[] adjusted(double... pValues) {
        int size = pValues.length;
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("p-value " + p + " is not in [0, 1]");
            }
        }
        int[] order = ascending(pValues);
        double[] adjusted = new double[size];
        double bound = stepsDown() ? 0 : 1;
        for (int step = 1; step <= size; step++) {
            int rank = stepsDown() ? step : size - step + 1;
            int index = order[rank - 1];
            double own = Math.min(1, factor(rank, size) * pValues[index]);
            bound = stepsDown() ? Math.max(bound, own) : Math.min(bound, own);
            adjusted[index] = this == NONE || this == BONFERRONI ? own : bound;
        }
        return adjusted;
    }

    /// Decides the family, in the order given.
    ///
    /// A hypothesis that Holm or Hochberg rejects while others stand gets a half-line, from the
    /// null value (excluded: the nearest number beyond it) in the direction of its estimate: all of
    /// alpha went to those that stand, whose intervals have the confidence `1 - alpha / standing`.
    /// Once all are rejected each has Bonferroni's interval, cut at the null value. For two-sided
    /// claims the direction rests on Shaffer 1980 (independent estimates); take [#BONFERRONI] where
    /// every interval must have two ends.
    ///
    /// @param alpha `0 < alpha < 1`
    public List<Decision> decide(List<Claim> family, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in (0, 1)");
        }
        double[] adjusted = adjusted(family.stream().mapToDouble(Claim::pValue).toArray());
        int rejections = (int) Arrays.stream(adjusted).filter(p -> p <= alpha).count();
        return IntStream.range(0, family.size())
                .mapToObj(i -> {
                    boolean rejected = adjusted[i] <= alpha;
                    Interval interval =
                            interval(family.get(i), rejected, rejections, family.size(), alpha);
                    return new Decision(rejected, adjusted[i], interval);
                })
                .toList();
    }

    private static Interval stepwise(
            Claim claim, boolean rejected, int rejections, int size, double alpha) {
        if (!rejected) {
            return at(claim, alpha / (size - rejections));
        }
        return claim.beyondNull(
                rejections == size
                        ? at(claim, alpha / size)
                        : new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    private static Interval at(Claim claim, double alpha) {
        return claim.interval().apply(1 - alpha);
    }

    private static int[] ascending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double harmonic(int n) {
        return IntStream.rangeClosed(1, n).mapToDouble(i -> 1.0 / i).sum();
    }
}
