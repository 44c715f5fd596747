package assay.gate;

import assay.gate.Criterion.Claim;
import assay.gate.Criterion.Measure;
import assay.gate.Criterion.Relative;
import assay.json.Worded;
import assay.metrics.Metric;
import assay.metrics.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The criteria that every version of a model must meet.
///
/// @param name the model's
/// @param alpha the level of a try without error control, in `(0, 0.5]`
/// @param power at which the rows still needed are reckoned, in `[0.5, 1)`
/// @param datasets that a version is tried on; empty for all that it has predictions for
/// @param promotion what a PROMOTE does
/// @param errorControl what repeated tries on one test set cost
/// @param criteria at least one, with distinct ids
public record Gate(
        String name,
        double alpha,
        double power,
        List<TestSet> datasets,
        Promotion promotion,
        ErrorControl errorControl,
        List<Criterion> criteria) {

    public Gate {
        if (!(alpha > 0 && alpha <= 0.5)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in (0, 0.5]");
        }
        if (!(power >= 0.5 && power < 1)) {
            throw new IllegalArgumentException("power " + power + " is not in [0.5, 1)");
        }
        if (criteria.isEmpty()) {
            throw new IllegalArgumentException("gate " + name + " has no criteria");
        }
        datasets = List.copyOf(datasets);
        criteria = List.copyOf(criteria);
    }

    /// What the gate asks about first: the measure of its first `superior` criterion, else of its
    /// first other one on the difference from the champion, else the loss that is usual for the
    /// task.
    public Measure primary(Task task) {
        return criteria.stream()
                .filter(Relative.class::isInstance)
                .map(Relative.class::cast)
                .min(Comparator.comparing(c -> c.claim() != Claim.SUPERIOR))
                .map(Relative::measure)
                .filter(m -> Metric.named(m.metric(), task).isPresent())
                .orElseGet(() -> Measure.of(Metric.loss(task).name()));
    }

    /// A dataset that the gate names.
    ///
    /// @param name of the dataset
    /// @param version empty for the newest one registered
    public record TestSet(String name, Optional<String> version) {
        /// Reads `name` or `name@version`.
        public static TestSet parse(String text) {
            int at = text.indexOf('@');
            return at < 0
                    ? new TestSet(text, Optional.empty())
                    : new TestSet(text.substring(0, at), Optional.of(text.substring(at + 1)));
        }
    }

    /// What a PROMOTE does.
    public enum Promotion {
        /// The champion moves with it.
        AUTOMATIC,
        /// The champion moves when somebody says so.
        MANUAL,
        /// The champion moves with the PROMOTE of an experiment.
        AFTER_EXPERIMENT
    }

    /// How repeated tries on one test set are paid for.
    ///
    /// @param method of control
    /// @param wealth the error rate that the whole stream of tries may have, in `(0, 0.5]`
    /// @param tries how many are planned for, among which [Method#BONFERRONI] divides evenly
    public record ErrorControl(Method method, double wealth, int tries) {

        /// Every try at the gate's own alpha.
        public static final ErrorControl NONE = new ErrorControl(Method.NONE, 0.05, 1);

        /// Whether tries take places in a stream.
        public boolean keepsStream() {
            return method != Method.NONE;
        }

        public ErrorControl {
            if (!(wealth > 0 && wealth <= 0.5)) {
                throw new IllegalArgumentException("wealth " + wealth + " is not in (0, 0.5]");
            }
            if (tries < 1) {
                throw new IllegalArgumentException("tries " + tries + " is below 1");
            }
        }
    }

    /// The methods of error control over a stream of tries.
    public enum Method implements Worded {
        NONE("none"),
        BONFERRONI("bonferroni"),
        LORD_PLUS_PLUS("lord++"),
        SAFFRON("saffron"),
        ADDIS("addis");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /// As a gate writes it.
        @Override
        public String word() {
            return word;
        }

        /// The method that a gate writes so.
        ///
        /// @throws IllegalArgumentException if there is none
        public static Method named(String word) {
            return java.util.Arrays.stream(values())
                    .filter(m -> m.word.equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("no error control is called " + word));
        }
    }
}
