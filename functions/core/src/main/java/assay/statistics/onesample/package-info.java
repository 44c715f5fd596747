/// Intervals of one sample: a share, a quantile. What absolute criteria are decided by.
@NullMarked
package assay.statistics.onesample;

import org.jspecify.annotations.NullMarked;
