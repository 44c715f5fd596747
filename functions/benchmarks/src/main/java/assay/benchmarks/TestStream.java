package assay.benchmarks;

import assay.statistics.multiplicity.OnlineErrorControl;
import assay.statistics.multiplicity.OnlineErrorControl.State;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// A stream of one-sided tests, some of whose nulls are true.
///
/// @param name of the setting
/// @param nulls the share of true nulls
/// @param signal the mean of the standardised statistic where the null is false
/// @param slack how far below its bound a true null lies: above 0 its p-values are conservative
record TestStream(String name, double nulls, double signal, double slack) {

    static final int LENGTH = 200;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// What came of one stream.
    ///
    /// @param falseShare of discoveries; 0 without discoveries
    /// @param anyFalse whether there is a false discovery
    /// @param found the share of false nulls that were discovered
    record Outcome(double falseShare, boolean anyFalse, double found) {}

    Outcome under(OnlineErrorControl control, SplittableRandom random) {
        State state = State.START;
        int falseDiscoveries = 0;
        int trueDiscoveries = 0;
        int signals = 0;
        for (int i = 0; i < LENGTH; i++) {
            boolean isNull = random.nextDouble() < nulls;
            double z = random.nextGaussian() + (isNull ? -slack : signal);
            double p = NORMAL.survivalProbability(z);
            boolean discovery = p <= control.level(state);
            state = control.next(state, p);
            signals += isNull ? 0 : 1;
            falseDiscoveries += isNull && discovery ? 1 : 0;
            trueDiscoveries += !isNull && discovery ? 1 : 0;
        }
        return new Outcome(
                falseDiscoveries / Math.max(1.0, falseDiscoveries + trueDiscoveries),
                falseDiscoveries > 0,
                trueDiscoveries / Math.max(1.0, signals));
    }
}
