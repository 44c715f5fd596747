package assay.lineage;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names one version of one artefact, written `kind:name@version`: `dataset:churn-holdout@3`,
/// `code:acme/churn@9f1c2ab`; an experiment is `experiment:name`, a verdict `verdict:id`.
///
/// What a model predicted on a dataset, and how it fared there, is named by both:
/// `predictions:churn@v12/churn-holdout@3`.
///
/// @param kind what it is
/// @param name without `@`
/// @param version empty for the kinds that have none
public record Reference(Kind kind, String name, String version) implements Comparable<Reference> {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "([a-z]+):([A-Za-z0-9][A-Za-z0-9._/-]*)(?:@([A-Za-z0-9][A-Za-z0-9._/@-]*))?");

    public Reference {
        if (name.isEmpty() || kind.isUnversioned() != version.isEmpty()) {
            throw new IllegalArgumentException(
                    "no reference: kind "
                            + kind.word()
                            + ", name '"
                            + name
                            + "', version '"
                            + version
                            + "'");
        }
    }

    public static Reference dataset(String name, String version) {
        return new Reference(Kind.DATASET, name, version);
    }

    public static Reference model(String name, String version) {
        return new Reference(Kind.MODEL, name, version);
    }

    public static Reference verdict(String id) {
        return new Reference(Kind.VERDICT, id, "");
    }

    public static Reference experiment(String name) {
        return new Reference(Kind.EXPERIMENT, name, "");
    }

    /// What `model` predicted on `dataset`.
    public static Reference predictions(Reference model, Reference dataset) {
        return pair(Kind.PREDICTIONS, model, dataset);
    }

    /// How `model` fared on `dataset`.
    public static Reference evaluation(Reference model, Reference dataset) {
        return pair(Kind.EVALUATION, model, dataset);
    }

    private static Reference pair(Kind kind, Reference model, Reference dataset) {
        return new Reference(
                kind, model.name, model.version + "/" + dataset.name + "@" + dataset.version);
    }

    /// Reads the written form.
    ///
    /// @throws IllegalArgumentException naming the text and the form expected
    public static Reference parse(String text) {
        return find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'" + text + "' is not a reference of the form kind:name@version"));
    }

    /// Reads the written form; empty where the text is none.
    public static Optional<Reference> find(String text) {
        Matcher m = WRITTEN.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String version = m.group(3) == null ? "" : m.group(3);
        return Arrays.stream(Kind.values())
                .filter(k -> k.word().equals(m.group(1)))
                .filter(k -> k.isUnversioned() == version.isEmpty())
                .map(k -> new Reference(k, m.group(2), version))
                .findFirst();
    }

    /// Kind, then name, then version in version order.
    @Override
    public int compareTo(Reference other) {
        int byKind = kind.compareTo(other.kind);
        int byName = byKind != 0 ? byKind : name.compareTo(other.name);
        return byName != 0 ? byName : VersionOrder.INSTANCE.compare(version, other.version);
    }

    /// As of any record, but written out: for a record's own Java makes code while the program
    /// runs, and references are compared in every start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reference(Kind k, String n, String v)
                && kind == k
                && name.equals(n)
                && version.equals(v);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + name.hashCode()) + version.hashCode();
    }

    @Override
    public String toString() {
        return kind.word() + ":" + name + (version.isEmpty() ? "" : "@" + version);
    }
}
