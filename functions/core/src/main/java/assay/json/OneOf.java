package assay.json;

/// One of several records. JSON says which in a field, by the name of the record in small letters.
/// The sealed interface of the records extends this one, and names the field in a constant `FIELD`.
public interface OneOf {}
