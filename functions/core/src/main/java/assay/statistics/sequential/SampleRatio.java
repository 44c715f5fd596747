package assay.statistics.sequential;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;

/// How units were split among variants, and whether that agrees with how they should have been: the
/// sequential test of a sample-ratio mismatch (Lindon and Malek 2022), which may be asked after
/// every unit. It is its own state.
///
/// @param expected the shares, each in `(0, 1)`, with sum 1
/// @param counts of units by variant
/// @param concentration `concentration > 0`, the weight of the Dirichlet prior around the expected
///   shares, in units; large values look for small departures
public record SampleRatio(List<Double> expected, List<Long> counts, double concentration) {

    public SampleRatio {
        expected = List.copyOf(expected);
        counts = List.copyOf(counts);
        double sum = expected.stream().mapToDouble(Double::doubleValue).sum();
        if (expected.size() < 2 || !(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException(
                    "shares " + expected + " have sum " + sum + ", not 1");
        }
        if (!expected.stream().allMatch(share -> share > 0)) {
            throw new IllegalArgumentException("a share of " + expected + " is not positive");
        }
        if (counts.size() != expected.size() || counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("counts " + counts + " for shares " + expected);
        }
        if (!(concentration > 0 && concentration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "concentration " + concentration + " is not positive and finite");
        }
    }

    /// No unit yet, and a prior that is worth 100 units, as the paper proposes.
    public static SampleRatio none(List<Double> expected) {
        return new SampleRatio(expected, expected.stream().map(share -> 0L).toList(), 100);
    }

    /// With further units, counted by variant.
    public SampleRatio plus(List<Long> further) {
        if (further.size() != counts.size()) {
            throw new IllegalArgumentException(
                    further.size() + " counts for " + counts.size() + " variants");
        }
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            sums.add(counts.get(i) + further.get(i));
        }
        return new SampleRatio(expected, sums, concentration);
    }

    /// Units in all variants.
    public long units() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /// The always-valid p-value of the expected shares; 1 before the first unit.
    public double pValue() {
        return Math.min(1, Math.exp(-logBayesFactor()));
    }

    /// The logarithm of the Bayes factor against the expected shares; 0 before the first unit.
    public double logBayesFactor() {
        double logLikelihood = 0;
        for (int i = 0; i < counts.size(); i++) {
            logLikelihood += counts.get(i) * Math.log(expected.get(i));
        }
        return logMarginal() - logLikelihood;
    }

    /// The share of one variant. The intervals of all variants hold at once, at every time; a
    /// one-sided question is answered conservatively.
    ///
    /// @param variant an index into the counts
    /// @param question about a share in `(0, 1)`
    public Inference share(int variant, Question question) {
        if (!(question.nullValue() > 0 && question.nullValue() < 1)) {
            throw new IllegalArgumentException(
                    "null value " + question.nullValue() + " is not a share in (0, 1)");
        }
        long units = units();
        if (units == 0) {
            return new CannotSay(Reason.TOO_FEW, "no unit has been assigned");
        }
        double here = counts.get(variant);
        double elsewhere = units - here;
        double estimate = here / units;
        // The likelihood with the other shares where they fit best.
        double others = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (i != variant && counts.get(i) > 0) {
                others += counts.get(i) * Math.log(counts.get(i) / elsewhere);
            }
        }
        double constant = logMarginal() - others;
        DoubleUnaryOperator logWealth =
                share -> {
                    double p = Inversion.inside(share);
                    return constant - here * Math.log(p) - elsewhere * Math.log1p(-p);
                };
        double target = Math.log(1 / question.alpha());
        DoubleUnaryOperator excess = share -> logWealth.applyAsDouble(share) - target;
        double lower = Inversion.end(excess, estimate, 0);
        double upper = Inversion.end(excess, estimate, 1);
        return Conservative.answer(
                estimate,
                new Interval(lower, upper),
                logWealth.applyAsDouble(question.nullValue()),
                question);
    }

    private double logMarginal() {
        double sum = LogGamma.value(concentration) - LogGamma.value(concentration + units());
        for (int i = 0; i < counts.size(); i++) {
            double prior = concentration * expected.get(i);
            sum += LogGamma.value(prior + counts.get(i)) - LogGamma.value(prior);
        }
        return sum;
    }
}
