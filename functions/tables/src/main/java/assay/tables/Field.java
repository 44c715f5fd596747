package assay.tables;

/// Takes the values of one column as they come, one a row.
interface Field {

    /// Takes the value written in `bytes[from, to)`, at least one byte.
    ///
    /// @param bare whether the value came without quotation marks that would make it text
    void accept(byte[] bytes, int from, int to, boolean bare) throws Refusal;

    /// Takes a row with empty text in quotation marks: a value for a column of texts, none for any
    /// other.
    void acceptEmpty();

    /// Takes a row without a value.
    void acceptNull();

    /// Takes all that `later`, of the same class, has taken.
    void append(Field later) throws Refusal;

    /// Forgets all that was taken.
    void clear();

    /// Another one of the same class that has taken nothing.
    Field fresh();
}
