package assay.benchmarks;

import assay.statistics.Inference;
import assay.statistics.Inference.Inferred;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.paired.PairedT;
import assay.statistics.sequential.BernoulliSequence;
import assay.statistics.sequential.BetaBinomialMixture;
import assay.statistics.sequential.HedgedCapital;
import assay.statistics.sequential.NormalMixture;
import assay.statistics.sequential.NormalSequence;
import assay.statistics.sequential.QuantileDifference;
import assay.statistics.sequential.QuantileSequence;
import assay.statistics.sequential.SampleRatio;
import assay.statistics.sequential.SpendingFunction;
import assay.statistics.sequential.StoppingRule;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A true null that is looked at every day for a month, and given up at the first look that
/// excludes it.
///
/// @param method that decides at each look
/// @param setting what comes in
/// @param valid whether the method promises to hold at every look
/// @param rounds how many months are drawn
/// @param everExcluded whether one month has such a look
record Peeking(
        String method,
        String setting,
        boolean valid,
        int rounds,
        Predicate<SplittableRandom> everExcluded) {

    static final int DAYS = 30;

    private static final int PER_DAY = 100;
    private static final int LOOKS = 5;

    /// The true means below are on this grid, where the capital is not held back by it.
    private static final int CELLS = 100;

    private static final Question ASKED = Question.twoSided(0.95);
    private static final NormalMixture MIXTURE = NormalMixture.tunedFor(1500, ASKED);
    private static final BetaBinomialMixture TRIALS = BetaBinomialMixture.tunedFor(1500, ASKED);
    private static final int ROUNDS = 10_000;

    static List<Peeking> all() {
        return List.of(
                new Peeking(
                        "paired t, for contrast",
                        "normal",
                        false,
                        ROUNDS,
                        r -> means(r, SplittableRandom::nextGaussian, Peeking::student)),
                new Peeking(
                        "asymptotic confidence sequence",
                        "normal",
                        true,
                        ROUNDS,
                        r -> means(r, SplittableRandom::nextGaussian, Peeking::asymptotic)),
                new Peeking(
                        "asymptotic confidence sequence",
                        "exponential",
                        true,
                        ROUNDS,
                        r -> means(r, x -> x.nextExponential() - 1, Peeking::asymptotic)),
                new Peeking(
                        "mixture SPRT",
                        "normal",
                        true,
                        ROUNDS,
                        r -> means(r, SplittableRandom::nextGaussian, Peeking::mixtureRatio)),
                new Peeking(
                        "sub-Gaussian sequence",
                        "uniform in [-1, 1]",
                        true,
                        ROUNDS,
                        r -> means(r, x -> 2 * x.nextDouble() - 1, Peeking::bounded)),
                new Peeking(
                        "Bernoulli sequence", "3 % successes", true, ROUNDS, Peeking::proportion),
                new Peeking(
                        "hedged capital",
                        "3 % successes",
                        true,
                        ROUNDS,
                        r -> capital(r, 0.03, x -> x.nextDouble() < 0.03 ? 1 : 0)),
                new Peeking(
                        "hedged capital",
                        "uniform in [0, 1/2]",
                        true,
                        ROUNDS,
                        r -> capital(r, 0.25, x -> x.nextDouble() / 2)),
                new Peeking(
                        "quantile sequence, p90", "exponential", true, ROUNDS, Peeking::quantile),
                new Peeking(
                        "difference of quantiles, p90",
                        "exponential, half of the rows to each arm",
                        true,
                        300,
                        Peeking::quantileDifference),
                new Peeking("sample ratio", "half and half", true, ROUNDS, Peeking::split),
                new Peeking(
                        "O'Brien and Fleming, 5 looks",
                        "normal",
                        true,
                        ROUNDS,
                        groupSequential(StoppingRule.obrienFleming(LOOKS))),
                new Peeking(
                        "Pocock, 5 looks",
                        "normal",
                        true,
                        ROUNDS,
                        groupSequential(StoppingRule.pocock(LOOKS))),
                new Peeking(
                        "spending as O'Brien and Fleming, 5 looks",
                        "normal",
                        true,
                        ROUNDS,
                        groupSequential(
                                new StoppingRule.Spending(SpendingFunction.obrienFleming()))));
    }

    double share(long seed) {
        return Rounds.share(rounds, seed, everExcluded);
    }

    private static boolean means(
            SplittableRandom random,
            ToDoubleFunction<SplittableRandom> value,
            Function<Moments, Inference> look) {
        Moments seen = Moments.NONE;
        for (int day = 0; day < DAYS; day++) {
            seen = seen.plus(Moments.of(Draws.column(random, PER_DAY, value)));
            if (excludes(look.apply(seen), 0)) {
                return true;
            }
        }
        return false;
    }

    private static Inference student(Moments seen) {
        return new PairedT(seen).answer(ASKED);
    }

    private static Inference asymptotic(Moments seen) {
        return NormalSequence.asymptotic(
                seen.mean(), seen.standardError(), seen.count(), MIXTURE, ASKED);
    }

    private static Inference mixtureRatio(Moments seen) {
        return NormalSequence.mixtureRatio(seen.mean(), seen.standardError(), 0.01, ASKED);
    }

    private static Inference bounded(Moments seen) {
        return NormalSequence.subGaussian(seen.mean(), seen.count(), 1, MIXTURE, ASKED);
    }

    private static boolean capital(
            SplittableRandom random, double mean, ToDoubleFunction<SplittableRandom> value) {
        HedgedCapital seen = HedgedCapital.none(ASKED.alpha(), CELLS);
        for (int day = 0; day < DAYS; day++) {
            seen = seen.plus(Draws.column(random, PER_DAY, value));
            if (excludes(seen.answer(ASKED.about(mean)), mean)) {
                return true;
            }
        }
        return false;
    }

    private static boolean proportion(SplittableRandom random) {
        double share = 0.03;
        long successes = 0;
        for (int day = 1; day <= DAYS; day++) {
            successes += Draws.binomial(random, PER_DAY, share);
            Inference look =
                    BernoulliSequence.at(
                            (double) successes, (long) day * PER_DAY, TRIALS, ASKED.about(share));
            if (excludes(look, share)) {
                return true;
            }
        }
        return false;
    }

    private static boolean quantile(SplittableRandom random) {
        double truth = Math.log(10);
        double[] all = Draws.exponential(random, DAYS * PER_DAY);
        for (int day = 1; day <= DAYS; day++) {
            double[] seen = sortedUpTo(all, day * PER_DAY);
            if (excludes(QuantileSequence.at(seen, 0.9, TRIALS, ASKED.about(truth)), truth)) {
                return true;
            }
        }
        return false;
    }

    private static boolean quantileDifference(SplittableRandom random) {
        double[] control = Draws.exponential(random, DAYS * PER_DAY / 2);
        double[] treatment = Draws.exponential(random, DAYS * PER_DAY / 2);
        for (int day = 1; day <= DAYS; day++) {
            Inference look =
                    QuantileDifference.at(
                            sortedUpTo(control, day * PER_DAY / 2),
                            sortedUpTo(treatment, day * PER_DAY / 2),
                            0.9,
                            TRIALS,
                            ASKED);
            if (excludes(look, 0)) {
                return true;
            }
        }
        return false;
    }

    private static double[] sortedUpTo(double[] all, int rows) {
        double[] seen = Arrays.copyOf(all, rows);
        Arrays.sort(seen);
        return seen;
    }

    private static boolean split(SplittableRandom random) {
        SampleRatio ratio = SampleRatio.none(List.of(0.5, 0.5));
        for (int day = 0; day < DAYS; day++) {
            long first = Draws.binomial(random, PER_DAY, 0.5);
            ratio = ratio.plus(List.of(first, PER_DAY - first));
            if (ratio.pValue() <= ASKED.alpha()) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<SplittableRandom> groupSequential(StoppingRule rule) {
        List<Double> fractions =
                IntStream.rangeClosed(1, LOOKS).mapToObj(i -> i / (double) LOOKS).toList();
        List<Double> bounds = rule.criticalValues(fractions, ASKED.alpha(), true);
        return random -> {
            Moments seen = Moments.NONE;
            for (int look = 0; look < LOOKS; look++) {
                int rows = DAYS / LOOKS * PER_DAY;
                seen = seen.plus(Moments.of(Draws.normal(random, rows, 0)));
                if (Math.abs(seen.mean() / seen.standardError()) >= bounds.get(look)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean excludes(Inference look, double value) {
        return look instanceof Inferred inferred && !inferred.interval().contains(value);
    }
}
