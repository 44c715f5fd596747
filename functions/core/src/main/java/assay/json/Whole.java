package assay.json;

/// A record of which JSON holds everything, be it empty.
public interface Whole {}
