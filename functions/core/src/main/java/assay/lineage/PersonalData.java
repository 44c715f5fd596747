package assay.lineage;

import java.util.List;

/// What an artefact rests on that speaks of persons.
///
/// @param chain from the artefact up to the dataset that says so
/// @param columns that do; none where it says so only of the whole
public record PersonalData(List<Reference> chain, List<String> columns) {

    public PersonalData {
        chain = List.copyOf(chain);
        columns = List.copyOf(columns);
    }

    /// The dataset that says so.
    public Reference dataset() {
        return chain.getLast();
    }
}
