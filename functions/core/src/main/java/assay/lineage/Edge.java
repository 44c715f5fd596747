package assay.lineage;

import org.jspecify.annotations.Nullable;

/// One link: `from` rests on `to`.
///
/// @param from the artefact downstream
/// @param relation in what way
/// @param to the artefact upstream
public record Edge(Reference from, Relation relation, Reference to) {

    /// As of any record, but written out, as {@link Reference} has it.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Edge(Reference f, Relation r, Reference t)
                && relation == r
                && from.equals(f)
                && to.equals(t);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * from.hashCode() + relation.hashCode()) + to.hashCode();
    }

    /// In what way an artefact rests on another.
    public enum Relation {
        /// A dataset on the dataset or code that it was made of.
        DERIVED_FROM,
        /// A model on its training data.
        TRAINED_ON,
        /// A model on the code that trained it.
        BUILT_BY,
        /// A model, system or product on a part of it.
        USES,
        /// Predictions on the model that made them.
        PREDICTED_BY,
        /// Predictions, an evaluation or a verdict on the dataset.
        ON,
        /// An evaluation on the predictions that it measured.
        OF,
        /// A verdict on the model version that it is about.
        ABOUT,
        /// A verdict on the champion that it compared with.
        AGAINST,
        /// An experiment on the versions that its variants serve.
        SERVES
    }
}
