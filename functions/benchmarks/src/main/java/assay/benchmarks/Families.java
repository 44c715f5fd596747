package assay.benchmarks;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import assay.statistics.multiplicity.Claim;
import assay.statistics.multiplicity.Correction;
import assay.statistics.multiplicity.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Ten one-sided claims at once, six of which are true nulls.
final class Families {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double[] TRUTH = {0, 0, 0, 0, 0, 0, 2, 2.5, 3, 4};

    private Families() {}

    /// What came of one family.
    ///
    /// @param falseShare of rejections; 0 without any
    /// @param anyFalse whether a true null is rejected
    /// @param allCovered whether every interval holds its true value
    /// @param notCovered the share of the rejected whose interval misses its true value
    record Outcome(double falseShare, boolean anyFalse, boolean allCovered, double notCovered) {}

    static Outcome under(Correction correction, SplittableRandom random) {
        List<Claim> claims = new ArrayList<>();
        for (double mean : TRUTH) {
            claims.add(claim(mean + random.nextGaussian()));
        }
        List<Decision> decisions = correction.decide(claims, 0.05);
        int rejected = 0;
        int wrongly = 0;
        int missed = 0;
        int missedRejected = 0;
        for (int i = 0; i < TRUTH.length; i++) {
            boolean miss = !decisions.get(i).interval().contains(TRUTH[i]);
            missed += miss ? 1 : 0;
            if (decisions.get(i).rejected()) {
                rejected++;
                wrongly += TRUTH[i] == 0 ? 1 : 0;
                missedRejected += miss ? 1 : 0;
            }
        }
        return new Outcome(
                wrongly / Math.max(1.0, rejected),
                wrongly > 0,
                missed == 0,
                missedRejected / Math.max(1.0, rejected));
    }

    private static Claim claim(double estimate) {
        return new Claim(
                estimate,
                0,
                Alternative.GREATER,
                NORMAL.survivalProbability(estimate),
                confidence ->
                        new Interval(
                                estimate - NORMAL.inverseCumulativeProbability(confidence),
                                Double.POSITIVE_INFINITY));
    }
}
