package assay.gate;

import assay.gate.Budget.Turn;
import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.PermittedUse;
import assay.gate.Criterion.Relative;
import assay.gate.Criterion.Signed;
import assay.gate.Finding.Outcome;
import assay.gate.Verdict.Evidence;
import assay.lineage.Permission;
import assay.lineage.Permission.Breached;
import assay.lineage.Permission.Granted;
import assay.lineage.Permission.Lapsed;
import assay.lineage.Permission.NotStated;
import assay.lineage.Reference;
import assay.signature.SignedFiles;
import assay.signature.Signing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
/// @param files of the challenger, with the signatures that came beside them
/// @param evidence the digests of what was read, and what the try was given to spend
public record Brief(
        String id,
        Reference subject,
        Optional<Reference> against,
        Gate gate,
        List<Trial> trials,
        Permission permission,
        SignedFiles files,
        Evidence evidence) {

    public Brief {
        trials = List.copyOf(trials);
    }

    /// Decides every criterion on every dataset, and the whole; or says that the test set has been
    /// asked too often to be asked again.
    public Verdict judge(Instant at) {
        Optional<String> exhausted = exhausted();
        if (exhausted.isPresent()) {
            return verdict(Verdict.Outcome.INVALID, at, 0, exhausted.get(), List.of());
        }
        if (permission instanceof Lapsed(List<Reference> chain, String because)
                && gate.criteria().stream().noneMatch(PermittedUse.class::isInstance)) {
            return verdict(Verdict.Outcome.INVALID, at, 0, lapsed(chain, because), List.of());
        }
        double alpha = alpha();
        List<Finding> findings = new ArrayList<>();
        for (Criterion criterion : gate.criteria()) {
            findings.addAll(find(criterion, alpha));
        }
        Verdict.Outcome outcome =
                Decision.verdict(findings.stream().map(Finding::outcome).toList());
        return verdict(
                outcome, at, alpha, Reasons.summary(subject, against, outcome, findings), findings);
    }

    private Verdict verdict(
            Verdict.Outcome outcome,
            Instant at,
            double alpha,
            String summary,
            List<Finding> findings) {
        return new Verdict(
                id,
                subject,
                against,
                trials.stream().map(Trial::dataset).toList(),
                outcome,
                at,
                alpha,
                summary,
                findings,
                evidence);
    }

    /// The least that any test set has to give; the gate's own where none is asked.
    private double alpha() {
        return evidence.turns().values().stream()
                .mapToDouble(turn ->
                        switch (turn) {
                            case Turn.Place place -> place.level();
                            case Turn.Exhausted exhausted -> 0;
                        })
                .min()
                .orElse(gate.alpha());
    }

    private Optional<String> exhausted() {
        return trials.stream()
                .map(Trial::dataset)
                .filter(d -> evidence.turns().get(d) instanceof Turn.Exhausted)
                .findFirst()
                .map(d -> Reasons.exhausted(subject, d, (Turn.Exhausted) turn(d)));
    }

    private Turn turn(Reference testSet) {
        return java.util.Objects.requireNonNull(evidence.turns().get(testSet), "asked for above");
    }

    private List<Finding> find(Criterion criterion, double alpha) {
        Judgement judgement = new Judgement(alpha, gate.power(), evidence.seed());
        return switch (criterion) {
            case Relative relative ->
                    trials.stream().map(t -> judgement.find(relative, t)).toList();
            case Absolute absolute ->
                    trials.stream().map(t -> judgement.find(absolute, t)).toList();
            case PermittedUse use -> List.of(find(use));
            case Signed signed -> List.of(find(signed));
        };
    }

    private Finding find(Signed criterion) {
        return switch (files.by(criterion.trust())) {
            case Signing.Signed(String by, String signature) ->
                    found(
                            criterion,
                            Outcome.PASS,
                            "Signed with %s (model.sig sha256:%s).".formatted(by, signature));
            case Signing.Unsigned unsigned ->
                    found(
                            criterion,
                            Outcome.FAIL,
                            "Not signed: sign the version's folder with model_signing and upload model.sig beside model.json.");
            case Signing.Distrusted(String because) ->
                    found(criterion, Outcome.FAIL, "Not validly signed: " + because + ".");
        };
    }

    private Finding find(PermittedUse criterion) {
        return switch (permission) {
            case Granted granted ->
                    found(criterion, Outcome.PASS, "Every dataset permits this use." + personal());
            case NotStated(List<Reference> silent) ->
                    found(
                            criterion,
                            criterion.strict() ? Outcome.FAIL : Outcome.PASS,
                            "Not stated by "
                                    + silent.stream()
                                            .map(Reference::toString)
                                            .collect(Collectors.joining(", "))
                                    + (criterion.strict() ? ", and the gate is strict." : ".")
                                    + personal());
            case Lapsed(List<Reference> chain, String because) ->
                    found(criterion, Outcome.FAIL, forbidden(chain, because) + personal());
            case Breached(List<Reference> chain, String because) ->
                    found(criterion, Outcome.FAIL, forbidden(chain, because) + personal());
        };
    }

    /// A further sentence where anything of it speaks of persons.
    private String personal() {
        Map<Reference, List<String>> personal = evidence.grounds().personal();
        return personal.isEmpty()
                ? ""
                : " Personal data: "
                        + personal.entrySet().stream()
                                .map(e ->
                                        e.getKey()
                                                + (e.getValue().isEmpty()
                                                        ? ""
                                                        : " ("
                                                                + String.join(", ", e.getValue())
                                                                + ")"))
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private String lapsed(List<Reference> chain, String because) {
        return subject + " is INVALID: " + forbidden(chain, because);
    }

    private static String forbidden(List<Reference> chain, String because) {
        return Reasons.sentence(because).replaceFirst("\\.$", "")
                + " ("
                + chain.stream().map(Reference::toString).collect(Collectors.joining(" ← "))
                + ").";
    }

    private static Finding found(Criterion criterion, Outcome outcome, String reason) {
        return new Finding(
                criterion, Optional.empty(), outcome, reason, Optional.empty(), List.of());
    }
}
