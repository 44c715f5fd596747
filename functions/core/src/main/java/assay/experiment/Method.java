package assay.experiment;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.bayes.Belief;
import assay.statistics.bayes.NormalEffect;
import assay.statistics.sequential.GroupSequential;
import assay.statistics.sequential.Look;
import assay.statistics.sequential.NormalMixture;
import assay.statistics.sequential.NormalSequence;
import assay.statistics.sequential.StoppingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How an estimate and its standard error become an interval and a p-value.
public sealed interface Method {

    /// As `experiment.json` writes it.
    String word();

    /// The answer to a two-sided question.
    ///
    /// @param looks the fractions of the planned information at which a group-sequential test
    ///   looked, this look the last one; others do not read it
    Inference answer(Pivot estimate, long units, List<Double> looks, Question question);

    /// The same for a relative effect, of which no prior speaks.
    default Method ofRelative() {
        return this;
    }

    /// One look, once the experiment is over.
    record Fixed() implements Method {
        @Override
        public String word() {
            return "fixed";
        }

        @Override
        public Inference answer(Pivot estimate, long units, List<Double> looks, Question question) {
            return estimate.answer(question);
        }
    }

    /// Any number of looks, at any time.
    ///
    /// @param tunedFor the units at which the interval is to be tightest
    /// @param alpha the level that it is tuned for; it holds at every level
    record AlwaysValid(long tunedFor, double alpha) implements Method {
        @Override
        public String word() {
            return "always-valid";
        }

        @Override
        public Inference answer(Pivot estimate, long units, List<Double> looks, Question question) {
            NormalMixture mixture =
                    NormalMixture.tunedFor((double) tunedFor, Question.twoSided(1 - alpha));
            return NormalSequence.asymptotic(
                    estimate.estimate(), estimate.standardError(), units, mixture, question);
        }
    }

    /// A few looks, each at a known fraction of the planned units.
    ///
    /// @param looks how many
    /// @param plannedUnits in all variants
    record Sequential(StoppingRule rule, int looks, long plannedUnits) implements Method {

        /// What is left for a last look, by the distance of two.
        private static final double REST = 0.1;

        @Override
        public String word() {
            return "group-sequential";
        }

        @Override
        public Inference answer(Pivot estimate, long units, List<Double> taken, Question question) {
            if (taken.isEmpty()) {
                return new CannotSay(
                        Reason.TOO_FEW,
                        "the first of %d looks is at %d units, and there are %d"
                                .formatted(looks, (plannedUnits + looks - 1) / looks, units));
            }
            if (!(estimate.standardError() > 0) || !Double.isFinite(estimate.estimate())) {
                return estimate.answer(question);
            }
            List<Look> seen = new ArrayList<>();
            for (double fraction : taken) {
                seen.add(new Look(fraction, estimate.estimate(), estimate.standardError()));
            }
            return GroupSequential.repeated(rule, seen, question);
        }

        /// The looks taken, with this one if it is due: at the first analysis that sees a further
        /// of the planned fractions, and once more when the experiment is over.
        ///
        /// @param before the fractions of the looks so far
        /// @param over whether no further units come in
        public List<Double> due(List<Double> before, long units, boolean over) {
            double fraction = (double) units / plannedUnits;
            double last = before.isEmpty() ? 0 : before.getLast();
            boolean further = step(Math.min(1, fraction)) > step(last);
            boolean rest = over && last < 1 && fraction - last > REST / looks;
            if (!further && !rest) {
                return List.copyOf(before);
            }
            List<Double> all = new ArrayList<>(before);
            all.add(fraction);
            return List.copyOf(all);
        }

        /// The units at which the next look is due, after so many; empty after the last one.
        public OptionalLong next(long units) {
            long step = step((double) units / plannedUnits) + 1;
            return step > looks
                    ? OptionalLong.empty()
                    : OptionalLong.of((step * plannedUnits + looks - 1) / looks);
        }

        private long step(double fraction) {
            return (long) Math.floor(fraction * looks + 1e-9);
        }
    }

    /// A posterior: the interval is credible, and the p-value twice the lesser of the chances that
    /// the effect lies on either side of the null value.
    ///
    /// @param prior of the absolute effect; empty for a flat one
    record Bayesian(Optional<NormalEffect> prior) implements Method {
        @Override
        public String word() {
            return "bayesian";
        }

        @Override
        public Inference answer(Pivot estimate, long units, List<Double> looks, Question question) {
            if (!(estimate.standardError() > 0) || !Double.isFinite(estimate.estimate())) {
                return estimate.answer(question);
            }
            NormalEffect posterior = posterior(estimate);
            Belief belief = posterior.belief(question.confidence());
            double above = posterior.chanceAbove(question.nullValue());
            return new Inferred(
                    belief.mean(),
                    belief.interval(),
                    Math.min(1, 2 * Math.min(above, 1 - above)),
                    above);
        }

        @Override
        public Method ofRelative() {
            return new Bayesian(Optional.empty());
        }

        private NormalEffect posterior(Pivot estimate) {
            return prior.map(p -> p.updated(estimate.estimate(), estimate.standardError()))
                    .orElseGet(
                            () -> NormalEffect.flat(estimate.estimate(), estimate.standardError()));
        }
    }
}
