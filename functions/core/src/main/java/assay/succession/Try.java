package assay.succession;

import assay.gate.Gate;
import assay.gate.Gate.TestSet;
import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.ledger.PredictionsVersion;
import assay.lineage.VersionOrder;
import assay.succession.Facts.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A version ready to be judged, on the datasets that it is to be judged on.
///
/// @param version to be judged
/// @param gate in force for it
/// @param on the datasets
/// @param readyAt when the last of what it takes was uploaded
/// @param again whether this is a further attempt, on newer data, for a version that needed data
record Try(
        ModelVersion version,
        GateRevision gate,
        List<DatasetVersion> on,
        Instant readyAt,
        boolean again) {

    /// A try, or why there can be none yet.
    sealed interface Readiness {
        record Ready(List<Try> tries) implements Readiness {}

        record NotReady(String because) implements Readiness {}

        /// Assay makes the predictions itself; until then, nobody who comes later is judged.
        ///
        /// @param on what predictions are still to be made for
        /// @param at when the last of what it takes was uploaded
        record Scoring(List<DatasetVersion> on, Instant at, String because) implements Readiness {}
    }

    /// In force is what was uploaded until shortly after the version was: within the settling time,
    /// so that what is uploaded together may arrive in any order. Later data count for a version
    /// that has no predictions on earlier ones, and, as a further try, for one that needed data.
    static Readiness of(ModelVersion version, Facts facts) {
        Instant horizon = version.committedAt().plus(facts.settling());
        GateRevision gate = gate(version, facts);
        List<TestSet> testSets = testSets(gate.gate(), version, facts);
        if (testSets.isEmpty()) {
            return new Readiness.NotReady(
                    "It waits for predictions: neither its gate names a dataset, nor are there"
                            + " predictions of "
                            + version.reference()
                            + " on a registered one.");
        }
        List<List<DatasetVersion>> choices = new ArrayList<>();
        List<DatasetVersion> unscored = new ArrayList<>();
        String progress = "";
        for (TestSet testSet : testSets) {
            List<DatasetVersion> registered = registered(testSet, facts);
            if (registered.isEmpty()) {
                return new Readiness.NotReady(
                        "It waits for the dataset "
                                + written(testSet)
                                + ", which is not registered.");
            }
            DatasetVersion wanted = inForce(registered, horizon);
            Optional<Scoring> scoring =
                    facts.evaluation(version.reference(), wanted.reference()).isPresent()
                            ? Optional.empty()
                            : Optional.of(facts.scorings().of(version, wanted.reference()));
            if (scoring.isPresent() && scoring.get() instanceof Scoring.ToBeMade(String told)) {
                unscored.add(wanted);
                progress = progress.isEmpty() ? told : progress;
                continue;
            }
            List<DatasetVersion> usable = usable(registered, horizon, version, facts);
            if (usable.isEmpty()) {
                return new Readiness.NotReady(
                        scoring.isPresent()
                                        && scoring.get()
                                                instanceof Scoring.Impossible(String because)
                                ? "It could not be run on %s: %s"
                                        .formatted(wanted.reference(), because)
                                : toBeUploaded(version, wanted));
            }
            choices.add(usable);
        }
        if (!unscored.isEmpty()) {
            return scoring(version, unscored, progress);
        }
        return new Readiness.Ready(tries(version, gate, choices, facts));
    }

    private static Readiness scoring(
            ModelVersion version, List<DatasetVersion> unscored, String progress) {
        Instant at = version.committedAt();
        for (DatasetVersion dataset : unscored) {
            at = latest(at, dataset.committedAt());
        }
        return new Readiness.Scoring(
                List.copyOf(unscored),
                at,
                "It is being run on "
                        + unscored.stream()
                                .map(d -> d.reference().toString())
                                .collect(Collectors.joining(" and "))
                        + (progress.isEmpty() ? "" : ": " + progress)
                        + ".");
    }

    private static String toBeUploaded(ModelVersion version, DatasetVersion wanted) {
        return "It waits for predictions on "
                + wanted.reference()
                + ", under "
                + PredictionsVersion.unit(version.reference(), wanted.reference())
                + ".";
    }

    /// The earliest of the later versions of the gate's datasets that the version has no
    /// predictions on, though they can be made.
    static Optional<DatasetVersion> laterUnscored(ModelVersion version, Facts facts) {
        Instant horizon = version.committedAt().plus(facts.settling());
        return testSets(gate(version, facts).gate(), version, facts).stream()
                .map(testSet -> registered(testSet, facts))
                .filter(registered -> !registered.isEmpty())
                .flatMap(registered -> later(registered, horizon))
                .filter(d ->
                        facts.evaluation(version.reference(), d.reference()).isEmpty()
                                && facts.scorings().of(version, d.reference())
                                        instanceof Scoring.ToBeMade)
                .min(Comparator.comparing(DatasetVersion::committedAt));
    }

    private static Stream<DatasetVersion> later(List<DatasetVersion> registered, Instant horizon) {
        DatasetVersion first = inForce(registered, horizon);
        return registered.stream()
                .filter(d -> d.committedAt().isAfter(horizon) && !d.equals(first))
                .sorted(Comparator.comparing(DatasetVersion::committedAt));
    }

    /// The gate in force for a version.
    static GateRevision gate(ModelVersion version, Facts facts) {
        Instant horizon = version.committedAt().plus(facts.settling());
        return facts.gates().stream()
                .filter(g -> !g.committedAt().isAfter(horizon))
                .max(
                        Comparator.comparing(GateRevision::committedAt)
                                .thenComparing(GateRevision::digest))
                .orElseGet(() ->
                        DefaultGate.of(version.reference().name(), version.manifest().task()));
    }

    private static List<TestSet> testSets(Gate gate, ModelVersion version, Facts facts) {
        if (!gate.datasets().isEmpty()) {
            return gate.datasets();
        }
        TreeSet<String> names = new TreeSet<>();
        facts.evaluations().stream()
                .filter(e -> e.model().equals(version.reference()))
                .forEach(e -> names.add(e.dataset().name()));
        return names.stream().map(n -> new TestSet(n, Optional.empty())).toList();
    }

    private static List<DatasetVersion> registered(TestSet testSet, Facts facts) {
        return facts.dataset(testSet.name())
                .filter(d ->
                        testSet.version().map(v -> v.equals(d.reference().version())).orElse(true))
                .toList();
    }

    private static DatasetVersion inForce(List<DatasetVersion> registered, Instant horizon) {
        Comparator<DatasetVersion> byVersion =
                Comparator.comparing(d -> d.reference().version(), VersionOrder.INSTANCE);
        return registered.stream()
                .filter(d -> !d.committedAt().isAfter(horizon))
                .max(byVersion)
                .orElseGet(() ->
                        registered.stream()
                                .min(Comparator.comparing(DatasetVersion::committedAt))
                                .orElseThrow());
    }

    /// The one in force, then every later one, as far as the version has predictions on it.
    private static List<DatasetVersion> usable(
            List<DatasetVersion> registered, Instant horizon, ModelVersion version, Facts facts) {
        return Stream.concat(Stream.of(inForce(registered, horizon)), later(registered, horizon))
                .filter(d -> facts.evaluation(version.reference(), d.reference()).isPresent())
                .toList();
    }

    /// The first of every choice; then, one upload after the other, what is newer.
    private static List<Try> tries(
            ModelVersion version,
            GateRevision gate,
            List<List<DatasetVersion>> choices,
            Facts facts) {
        List<Try> tries = new ArrayList<>();
        int most = choices.stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < most; round++) {
            List<DatasetVersion> on = new ArrayList<>();
            for (List<DatasetVersion> choice : choices) {
                on.add(choice.get(Math.min(round, choice.size() - 1)));
            }
            Instant readyAt = version.committedAt();
            for (DatasetVersion dataset : on) {
                readyAt = latest(readyAt, dataset.committedAt());
                readyAt =
                        latest(
                                readyAt,
                                facts.evaluation(version.reference(), dataset.reference())
                                        .map(EvaluationRecord::predictedAt)
                                        .orElse(readyAt));
            }
            tries.add(new Try(version, gate, List.copyOf(on), readyAt, round > 0));
        }
        return tries;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static String written(TestSet testSet) {
        return testSet.name() + testSet.version().map(v -> "@" + v).orElse("");
    }
}
