@NullMarked
package assay.statistics.adjustment;

import org.jspecify.annotations.NullMarked;
