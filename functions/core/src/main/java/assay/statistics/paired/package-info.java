/// Tests of the differences between two readings of the same rows: challenger less champion.
///
/// Start with [PairedT] for means and [WilcoxonSignedRank] for typical differences.
@NullMarked
package assay.statistics.paired;

import org.jspecify.annotations.NullMarked;
