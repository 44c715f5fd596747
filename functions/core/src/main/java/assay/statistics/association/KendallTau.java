package assay.statistics.association;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Kendall's tau-b: how far two measurements put the same things in the same order, from -1 (the
/// reverse) over 0 (nothing to do with each other) to 1.
///
/// Of all pairs of things, those that both measurements order alike less those that they order
/// otherwise, over the geometric mean of the pairs that each orders at all (Kendall, *The treatment
/// of ties in ranking problems*, Biometrika 33, 1945).
///
/// For the interval `atanh(tau)` is taken for normal. Its standard error is the larger of two:
/// Fieller's, Hartley's and Pearson's `sqrt(0.437 / (n - 4))` (*Tests for rank correlation
/// coefficients I*, Biometrika 44, 1957), which holds where both measurements are normal, and the
/// jackknife's, which does not ask for that but is too small for few things in almost perfect
/// order.
public final class KendallTau implements StatisticalTest {

    /// The fewest things of which the interval is to be trusted: the authors studied 10 and more.
    public static final int FEWEST = 10;

    private static final double VARIANCE = 0.437;

    private final List<Pairs> ofEach;
    private final Pairs all;

    /// Pairs of things.
    ///
    /// @param balance in the same order less those in the reverse order
    /// @param byFirst that the first measurement tells apart
    /// @param bySecond that the second measurement tells apart
    private record Pairs(long balance, long byFirst, long bySecond) {
        static final Pairs NONE = new Pairs(0, 0, 0);

        Pairs plus(int one, int other) {
            return new Pairs(
                    balance + one * other, byFirst + Math.abs(one), bySecond + Math.abs(other));
        }

        Pairs minus(Pairs o) {
            return new Pairs(balance - o.balance, byFirst - o.byFirst, bySecond - o.bySecond);
        }

        OptionalDouble tau() {
            return byFirst == 0 || bySecond == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            Math.clamp(
                                    balance
                                            / (Math.sqrt((double) byFirst)
                                                    * Math.sqrt((double) bySecond)),
                                    -1,
                                    1));
        }
    }

    private KendallTau(List<Pairs> ofEach, Pairs all) {
        this.ofEach = ofEach;
        this.all = all;
    }

    /// Of what was measured of each thing.
    ///
    /// @param first finite
    /// @param second of the same length, finite
    public static KendallTau of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    first.length + " measurements beside " + second.length);
        }
        List<Pairs> ofEach = new ArrayList<>();
        Pairs all = Pairs.NONE;
        for (int i = 0; i < first.length; i++) {
            Pairs its = Pairs.NONE;
            for (int j = 0; j < first.length; j++) {
                int one = Double.compare(first[i] - first[j], 0.0);
                int other = Double.compare(second[i] - second[j], 0.0);
                its = its.plus(one, other);
                all = i < j ? all.plus(one, other) : all;
            }
            ofEach.add(its);
        }
        return new KendallTau(List.copyOf(ofEach), all);
    }

    /// Tau-b; empty where a measurement is the same for all things.
    public OptionalDouble tau() {
        return all.tau();
    }

    @Override
    public Inference answer(Question question) {
        int n = ofEach.size();
        if (n < FEWEST) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "%d are too few to say how their orders go together; it takes %d"
                            .formatted(n, FEWEST));
        }
        OptionalDouble tau = tau();
        List<Double> others =
                ofEach.stream()
                        .map(its -> all.minus(its).tau())
                        .filter(OptionalDouble::isPresent)
                        .map(OptionalDouble::getAsDouble)
                        .toList();
        if (tau.isEmpty() || others.size() < n) {
            return new CannotSay(
                    Reason.NO_VARIATION,
                    "one of the measurements is the same for all " + n + ", or for all but one");
        }
        return answer(question, tau.getAsDouble(), others);
    }

    private Inference answer(Question question, double tau, List<Double> others) {
        int n = ofEach.size();
        // Perfect order is taken for one with a single pair reversed, so that the scale has an end.
        double most = 1 - 2.0 / Math.min(all.byFirst(), all.bySecond());
        double seen = Math.clamp(tau, -most, most);
        double error = Math.max(standardError(n), jackknifed(others) / (1 - seen * seen));
        double limit = 1 - 1e-12;
        Question scaled = question.about(atanh(Math.clamp(question.nullValue(), -limit, limit)));
        return switch (Pivot.normal(atanh(seen), error).answer(scaled)) {
            case CannotSay none -> none;
            case Inferred z ->
                    question.inferred(
                            tau,
                            Math.min(tau, Math.tanh(z.interval().lower())),
                            Math.max(tau, Math.tanh(z.interval().upper())),
                            z.pValue(),
                            z.statistic(),
                            tau > question.nullValue());
        };
    }

    /// The standard error of tau, from its values with one thing left out.
    private static double jackknifed(List<Double> others) {
        int n = others.size();
        double mean = others.stream().mapToDouble(d -> d).sum() / n;
        double squares = others.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        return Math.sqrt(squares * (n - 1) / n);
    }

    /// The scale on which tau is about normal.
    ///
    /// @param tau in (-1, 1)
    public static double atanh(double tau) {
        return (Math.log1p(tau) - Math.log1p(-tau)) / 2;
    }

    /// The standard error of [#atanh] by Fieller, Hartley and Pearson.
    ///
    /// @param n things, `> 4`
    public static double standardError(double n) {
        return Math.sqrt(VARIANCE / (n - 4));
    }
}
