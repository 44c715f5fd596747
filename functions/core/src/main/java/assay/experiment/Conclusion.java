package assay.experiment;

import assay.experiment.OnlineMetric.Role;
import assay.experiment.Report.VariantFinding;
import assay.gate.Finding;
import assay.gate.Finding.Measured;
import assay.gate.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// The whole, from its findings: a treatment is promoted when a success metric is proved better, no
/// success metric is proved worse, and every guardrail holds. One that fails any of them is
/// rejected. Where several may be promoted, the one with the most certain gain is.
record Conclusion(Verdict.Outcome outcome, Optional<String> winner, String summary) {

    /// @param waits what a decision waits for, whatever the intervals say; empty if nothing
    static Conclusion of(
            Experiment experiment,
            Split split,
            List<VariantFinding> findings,
            Instant now,
            Optional<String> waits) {
        if (split.isBroken()) {
            return new Conclusion(
                    Verdict.Outcome.INVALID,
                    Optional.empty(),
                    "The split is not the one that was asked for: %s, p = %.2g; %s."
                            .formatted(
                                    Split.words(experiment.variants(), split.counts()),
                                    split.pValue(),
                                    split.cause().orElse("")));
        }
        List<String> promoted = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        List<String> treatments =
                experiment.variants().stream().skip(1).map(Experiment.Variant::name).toList();
        for (String treatment : treatments) {
            List<VariantFinding> its =
                    findings.stream().filter(f -> f.variant().equals(treatment)).toList();
            switch (of(experiment, its)) {
                case PROMOTE -> promoted.add(treatment);
                case REJECT -> rejected.add(treatment);
                case NEED_DATA, INVALID -> {}
            }
        }
        if (!promoted.isEmpty()) {
            String winner = best(promoted, findings);
            long days = experiment.daysRun(now);
            return days < experiment.minimumDays()
                    ? new Conclusion(
                            Verdict.Outcome.NEED_DATA,
                            Optional.empty(),
                            "%s is proved better, but it has run %d of at least %d days."
                                    .formatted(winner, days, experiment.minimumDays()))
                    : new Conclusion(
                            Verdict.Outcome.PROMOTE,
                            Optional.of(winner),
                            "%s is better: %s"
                                    .formatted(
                                            winner, reasons(winner, findings, Conclusion::passes)));
        }
        if (rejected.size() == treatments.size()) {
            String first = rejected.getFirst();
            return new Conclusion(
                    Verdict.Outcome.REJECT,
                    Optional.empty(),
                    "%s is worse: %s"
                            .formatted(first, reasons(first, findings, Conclusion::fails)));
        }
        return new Conclusion(
                Verdict.Outcome.NEED_DATA, Optional.empty(), waits.orElseGet(() -> open(findings)));
    }

    private static Verdict.Outcome of(Experiment experiment, List<VariantFinding> findings) {
        boolean failed = findings.stream().anyMatch(Conclusion::fails);
        boolean guarded =
                findings.stream()
                        .filter(f -> role(experiment, f) == Role.GUARDRAIL)
                        .allMatch(f ->
                                f.finding().outcome() == Finding.Outcome.PASS
                                        || f.finding().outcome() == Finding.Outcome.NOT_APPLICABLE);
        List<VariantFinding> success =
                findings.stream().filter(f -> role(experiment, f) == Role.SUCCESS).toList();
        boolean better = success.isEmpty() || success.stream().anyMatch(Conclusion::passes);
        return failed
                ? Verdict.Outcome.REJECT
                : guarded && better ? Verdict.Outcome.PROMOTE : Verdict.Outcome.NEED_DATA;
    }

    private static Role role(Experiment experiment, VariantFinding finding) {
        return experiment.metrics().stream()
                .filter(m -> m.id().equals(finding.finding().criterion().id()))
                .findFirst()
                .orElseThrow()
                .role();
    }

    private static boolean passes(VariantFinding finding) {
        return finding.finding().outcome() == Finding.Outcome.PASS;
    }

    private static boolean fails(VariantFinding finding) {
        return finding.finding().outcome() == Finding.Outcome.FAIL;
    }

    private static String best(List<String> promoted, List<VariantFinding> findings) {
        return findings.stream()
                .filter(f -> promoted.contains(f.variant()))
                .filter(Conclusion::passes)
                .min(
                        Comparator.comparingDouble(f ->
                                f.finding()
                                        .measured()
                                        .flatMap(m ->
                                                m.pValue().isPresent()
                                                        ? Optional.of(m.pValue().getAsDouble())
                                                        : Optional.empty())
                                        .orElse(1.0)))
                .map(VariantFinding::variant)
                .orElse(promoted.getFirst());
    }

    private static String reasons(
            String variant, List<VariantFinding> findings, Predicate<VariantFinding> which) {
        return findings.stream()
                .filter(f -> f.variant().equals(variant))
                .filter(which)
                .map(f -> f.finding().reason())
                .reduce((a, b) -> a + " " + b)
                .orElse("every guardrail holds.");
    }

    private static String open(List<VariantFinding> findings) {
        OptionalLong most =
                findings.stream()
                        .map(VariantFinding::finding)
                        .filter(f -> f.outcome() == Finding.Outcome.UNDECIDED)
                        .map(f -> f.measured().map(Measured::rowsNeeded))
                        .flatMap(Optional::stream)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .max();
        OptionalLong days =
                findings.stream()
                        .map(VariantFinding::daysNeeded)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .max();
        return most.isEmpty()
                ? "Nothing is proved yet, and the effects seen do not say how much is missing."
                : "Nothing is proved yet: about %d further units, or %d days, if the effects are those seen."
                        .formatted(most.getAsLong(), days.orElse(0));
    }
}
