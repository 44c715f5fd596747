package assay.tables;

/// Turns blocks into rows, within one thread.
interface BlockParser {

    /// Takes the records of `block`, and answers how many there were. A refusal counts rows from
    /// the block's first.
    int parse(Block block) throws Refusal;

    /// Forgets what it has taken.
    void clear();
}
