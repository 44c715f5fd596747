package assay.statistics.onesample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// A share with Wilson's score interval (1927), and the score test that it inverts.
///
/// @param successes `0 <= successes <= trials`
/// @param trials `>= 0`; with none, there is no answer
public record Wilson(long successes, long trials) implements StatisticalTest {

    public Wilson {
        if (!(0 <= successes && successes <= trials)) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
    }

    @Override
    public Inference answer(Question question) {
        if (trials == 0) {
            return new CannotSay(Reason.TOO_FEW, "a share needs a trial, and there is none");
        }
        double share = (double) successes / trials;
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        double value = Math.clamp(question.nullValue(), 0, 1);
        double deviation = share - value;
        double error = Math.sqrt(value * (1 - value) / trials);
        double z = deviation == 0 ? 0 : deviation / error;
        return question.inferred(
                share,
                bound(share, (double) trials, -reach),
                bound(share, (double) trials, reach),
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                z,
                deviation > 0);
    }

    /// The end of Wilson's interval at `z` standard errors, below the share if `z` is negative.
    public static double bound(double share, double trials, double z) {
        if (share == 0 && z < 0 || share == 1 && z > 0) {
            return share;
        }
        double squared = z * z / trials;
        double spread = Math.sqrt(share * (1 - share) / trials + squared / (4 * trials));
        return (share + squared / 2 + z * spread) / (1 + squared);
    }
}
