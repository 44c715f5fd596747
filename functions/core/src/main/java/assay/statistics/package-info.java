/// Counts, moments, ranks, intervals, tests, sequences. Pure, immutable, without I/O; knows no
/// other package of Assay.
@NullMarked
package assay.statistics;

import org.jspecify.annotations.NullMarked;
