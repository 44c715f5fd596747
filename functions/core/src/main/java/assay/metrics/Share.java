package assay.metrics;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// A share of rows, with Wilson's interval (Wilson 1927) and the score test that it inverts.
///
/// @param successes `0 <= successes <= trials`
/// @param trials rows that were counted
record Share(int successes, int trials) implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        if (trials == 0) {
            return new CannotSay(Reason.TOO_FEW, "a share of no rows");
        }
        double share = (double) successes / trials;
        var wilson =
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                        trials, successes, 2 * question.tail());
        double expected = Math.clamp(question.nullValue(), 0, 1);
        double error = Math.sqrt(expected * (1 - expected) / trials);
        double distance = share - question.nullValue();
        double z = distance == 0 ? 0 : distance / error;
        return question.inferred(
                share,
                Math.min(share, wilson.getLowerBound()),
                Math.max(share, wilson.getUpperBound()),
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                z,
                z > 0);
    }
}
