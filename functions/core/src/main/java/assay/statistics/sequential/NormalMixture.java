package assay.statistics.sequential;

import assay.statistics.Alternative;
import assay.statistics.Question;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/// The mixture supermartingale of a process with Gaussian increments, and the boundary that it
/// draws.
///
/// For a sum `s` whose variance, or *intrinsic time*, is `v`, the likelihood ratio of drift `d` to
/// none is mixed over `d ~ N(0, 1 / rho)`, or over the half of it that a one-sided question asks
/// about. Under no drift the wealth ever reaches `1 / alpha` with probability at most `alpha`
/// (Howard, Ramdas, McAuliffe, Sekhon 2021, propositions 5 and 6).
///
/// @param rho `rho > 0`, in the unit of intrinsic time: the boundary is tightest some multiple of
///   `rho` later
public record NormalMixture(double rho) {

    public NormalMixture {
        if (!(rho > 0 && rho < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rho " + rho + " is not positive and finite");
        }
    }

    /// The mixture whose boundary for this question is close to the tightest possible at one time.
    ///
    /// @param time `time > 0`, the intrinsic time at which a decision is expected
    public static NormalMixture tunedFor(double time, Question question) {
        return new NormalMixture(time / slack(question));
    }

    /// How many times `rho` the intrinsic time is at which the boundary is tightest, nearly.
    static double slack(Question question) {
        double tails = question.alternative() == Alternative.TWO_SIDED ? 1 : 2;
        double level = 2 * Math.log(1 / Math.min(tails * question.alpha(), 0.999));
        return level + Math.log1p(level);
    }

    /// The logarithm of the wealth of a bet against no drift.
    ///
    /// @param sum the centred sum
    /// @param time its variance, `time > 0`
    public double logWealth(Alternative alternative, double sum, double time) {
        double shrinkage = 0.5 * Math.log(rho / (time + rho));
        double x = sum / Math.sqrt(time + rho);
        return shrinkage
                + switch (alternative) {
                    case TWO_SIDED -> x * x / 2;
                    case GREATER -> logHalf(x);
                    case LESS -> logHalf(-x);
                };
    }

    /// How far the sum must be from zero, in the question's direction, for a wealth of `1 / alpha`.
    public double boundary(Alternative alternative, double time, double alpha) {
        double target = Math.log(1 / alpha) - 0.5 * Math.log(rho / (time + rho));
        double x = Math.sqrt(2 * target);
        if (alternative != Alternative.TWO_SIDED) {
            // Newton's method from the right of the root of a convex function.
            for (double step = 1; step > 1e-15 * x; ) {
                step = (logHalf(x) - target) / slopeOfLogHalf(x);
                x -= step;
            }
        }
        return x * Math.sqrt(time + rho);
    }

    /// `log(2 exp(x²/2) Φ(x))`, without underflow.
    private static double logHalf(double x) {
        double y = -x / Math.sqrt(2);
        return y > 0 ? Math.log(Erfcx.value(y)) : x * x / 2 + Math.log(Erfc.value(y));
    }

    private static double slopeOfLogHalf(double x) {
        double density = Math.exp(-x * x / 2) * Math.sqrt(2 / Math.PI);
        return x + density / Erfc.value(-x / Math.sqrt(2));
    }
}
