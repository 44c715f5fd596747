package assay.json;

/// A constant that JSON holds as a word of its own, where it would hold its name.
public interface Worded {
    /// The word.
    String word();
}
