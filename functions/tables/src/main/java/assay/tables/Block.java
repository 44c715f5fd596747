package assay.tables;

/// Some whole records of a text file, one after the other.
final class Block {
    byte[] bytes;
    int start;
    int end;

    /// Counted from 0 within the file.
    long number;

    /// Whether the file ends with this block.
    boolean last;

    Block(int capacity) {
        bytes = new byte[capacity];
    }
}
