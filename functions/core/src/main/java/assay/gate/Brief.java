package assay.gate;

import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.PermittedUse;
import assay.gate.Criterion.Relative;
import assay.gate.Finding.Outcome;
import assay.gate.Verdict.Evidence;
import assay.lineage.Permission;
import assay.lineage.Permission.Breached;
import assay.lineage.Permission.Granted;
import assay.lineage.Permission.NotStated;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that a verdict is made of.
///
/// @param id of the verdict
/// @param subject the challenger
/// @param against the champion; empty where there is none
/// @param gate in force
/// @param trials one for each dataset
/// @param permission to use the data that the model was made of and is tried on
/// @param alpha the level of this try
/// @param evidence the digests of what was read
public record Brief(
        String id,
        Reference subject,
        Optional<Reference> against,
        Gate gate,
        List<Trial> trials,
        Permission permission,
        double alpha,
        Evidence evidence) {

    public Brief {
        trials = List.copyOf(trials);
    }

    /// Decides every criterion on every dataset, and the whole.
    public Verdict judge(Instant at) {
        List<Finding> findings = new ArrayList<>();
        for (Criterion criterion : gate.criteria()) {
            findings.addAll(find(criterion));
        }
        Verdict.Outcome outcome =
                Decision.verdict(findings.stream().map(Finding::outcome).toList());
        return new Verdict(
                id,
                subject,
                against,
                trials.stream().map(Trial::dataset).toList(),
                outcome,
                at,
                alpha,
                Reasons.summary(subject, against, outcome, findings),
                findings,
                evidence);
    }

    private List<Finding> find(Criterion criterion) {
        Judgement judgement = new Judgement(alpha, gate.power(), evidence.seed());
        return switch (criterion) {
            case Relative relative ->
                    trials.stream().map(t -> judgement.find(relative, t)).toList();
            case Absolute absolute ->
                    trials.stream().map(t -> judgement.find(absolute, t)).toList();
            case PermittedUse use -> List.of(find(use));
        };
    }

    private Finding find(PermittedUse criterion) {
        return switch (permission) {
            case Granted granted ->
                    found(criterion, Outcome.PASS, "Every dataset permits this use.");
            case NotStated(List<Reference> silent) ->
                    found(
                            criterion,
                            criterion.strict() ? Outcome.FAIL : Outcome.PASS,
                            "Not stated by "
                                    + silent.stream()
                                            .map(Reference::toString)
                                            .collect(Collectors.joining(", "))
                                    + (criterion.strict() ? ", and the gate is strict." : "."));
            case Breached(List<Reference> chain, String because) ->
                    found(
                            criterion,
                            Outcome.FAIL,
                            Reasons.sentence(because).replaceFirst("\\.$", "")
                                    + " ("
                                    + chain.stream()
                                            .map(Reference::toString)
                                            .collect(Collectors.joining(" ← "))
                                    + ").");
        };
    }

    private static Finding found(Criterion criterion, Outcome outcome, String reason) {
        return new Finding(
                criterion, Optional.empty(), outcome, reason, Optional.empty(), List.of());
    }
}
