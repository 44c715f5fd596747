/// Tests of the differences between two readings of the same rows: challenger less champion.
///
/// Start with [PairedT] for means, [WilcoxonSignedRank] for typical differences, [McNemar] for
/// right-or-wrong readings, [PairedQuantile] for tails, [Bootstrap] for skewed means.
@NullMarked
package assay.statistics.paired;

import org.jspecify.annotations.NullMarked;
