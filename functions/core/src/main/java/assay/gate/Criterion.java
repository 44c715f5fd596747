package assay.gate;

import assay.metrics.CostMatrix;
import assay.metrics.TestName;
import assay.signature.Trust;
import java.util.List;
import java.util.Optional;

/// One demand of a gate, on behalf of somebody.
public sealed interface Criterion {

    /// Distinct within the gate.
    String id();

    /// Whose demand it is; `ml` where nobody is named.
    String stakeholder();

    /// As the gate writes the rule: `non-inferior`.
    String rule();

    /// A demand on the difference from the champion.
    ///
    /// @param claim what must be shown
    /// @param margin in the metric's own unit, not negative; for a superior challenger the least
    ///   gain, else the greatest loss
    /// @param tests which paired test, the first of them that knows the dataset's weights and
    ///   clusters; empty for the metric's usual one
    record Relative(
            String id,
            String stakeholder,
            Claim claim,
            Measure measure,
            double margin,
            List<TestName> tests)
            implements Criterion {
        public Relative {
            tests = List.copyOf(tests);
            if (!(margin >= 0)) {
                throw new IllegalArgumentException("margin " + margin + " is negative");
            }
        }

        @Override
        public String rule() {
            return claim.rule();
        }
    }

    /// A demand on the challenger alone.
    ///
    /// @param bound on which side of the value it must lie
    /// @param value in the metric's own unit
    record Absolute(String id, String stakeholder, Bound bound, Measure measure, double value)
            implements Criterion {
        @Override
        public String rule() {
            return bound.rule();
        }
    }

    /// A demand that everything the model was made of, and is tried on, may be used so.
    ///
    /// @param strict whether data that state nothing fail
    record PermittedUse(String id, String stakeholder, boolean strict) implements Criterion {
        @Override
        public String rule() {
            return "permitted-use";
        }
    }

    /// A demand that the model's files are signed by somebody whom the gate trusts.
    record Signed(String id, String stakeholder, Trust trust) implements Criterion {
        @Override
        public String rule() {
            return "signed";
        }
    }

    /// What is measured, and how.
    ///
    /// @param metric its name
    /// @param by the divisions of the rows into slices, each of which must pass: a division is by
    ///   the values of some columns taken together; empty for the rows as a whole
    /// @param oneSided whether alpha is spent on one side
    /// @param costs of decisions
    /// @param currency that the costs are in
    /// @param threshold the lowest score of a positive decision
    record Measure(
            String metric,
            List<List<String>> by,
            boolean oneSided,
            Optional<CostMatrix> costs,
            Optional<String> currency,
            double threshold) {
        public Measure {
            by = by.stream().map(List::copyOf).toList();
        }

        /// The metric over all rows, two-sided, at the usual threshold.
        public static Measure of(String metric) {
            return new Measure(metric, List.of(), false, Optional.empty(), Optional.empty(), 0.5);
        }
    }

    /// What a challenger may be asked to show against the champion.
    enum Claim {
        /// Better by more than the margin.
        SUPERIOR("superior"),
        /// Not worse by more than the margin.
        NON_INFERIOR("non-inferior"),
        /// Neither better nor worse by more than the margin.
        EQUIVALENT("equivalent");

        private final String rule;

        Claim(String rule) {
            this.rule = rule;
        }

        /// As the gate writes it.
        public String rule() {
            return rule;
        }
    }

    /// On which side of a value a metric must lie.
    enum Bound {
        AT_LEAST("at-least"),
        AT_MOST("at-most");

        private final String rule;

        Bound(String rule) {
            this.rule = rule;
        }

        /// As the gate writes it.
        public String rule() {
            return rule;
        }
    }
}
