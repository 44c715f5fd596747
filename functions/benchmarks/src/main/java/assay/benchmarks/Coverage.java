package assay.benchmarks;

import assay.statistics.Inference;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import java.util.SplittableRandom;
import java.util.function.Function;

/// How often an interval of 95 % holds the true value.
///
/// @param method whose interval it is
/// @param setting what is drawn
/// @param truth the true value
/// @param rounds how many times it is drawn
/// @param interval of one draw
record Coverage(
        String method,
        String setting,
        double truth,
        int rounds,
        Function<SplittableRandom, Interval> interval) {

    static final Question ASKED = Question.twoSided(0.95);

    /// Of a test that always has an answer in this setting.
    static Coverage of(
            String method,
            String setting,
            double truth,
            int rounds,
            Function<SplittableRandom, StatisticalTest> test) {
        return new Coverage(
                method,
                setting,
                truth,
                rounds,
                random -> interval(test.apply(random).answer(ASKED)));
    }

    /// The interval of an answer that there always is in this setting.
    static Interval interval(Inference answer) {
        return ((Inferred) answer).interval();
    }

    double share(long seed) {
        return Rounds.share(rounds, seed, random -> interval.apply(random).contains(truth));
    }
}
