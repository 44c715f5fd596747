/// How many observations a question takes: power, sample size, smallest detectable effect, and the
/// rows still needed given what was seen. Start at [assay.statistics.planning.RowsNeeded].
@NullMarked
package assay.statistics.planning;

import org.jspecify.annotations.NullMarked;
