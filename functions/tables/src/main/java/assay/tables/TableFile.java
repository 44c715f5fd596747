package assay.tables;

import java.io.IOException;

/// One file of a table, in whatever format.
interface TableFile {

    /// Tells the names and types of the file's columns.
    void survey(Survey survey) throws IOException, Refusal;

    /// Reads the columns that are wanted.
    void read(Assembly assembly) throws IOException, Refusal;
}
