package assay.evaluation;

import assay.gate.Trial.SliceColumn;
import assay.ledger.DatasetVersion;
import java.util.Map;

/// A dataset with the columns that divide its rows.
///
/// @param slices on all rows, by name, in the manifest's order
record Divided(DatasetVersion version, Map<String, SliceColumn> slices) {}
