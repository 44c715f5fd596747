@NullMarked
package assay.statistics.comparison;

import org.jspecify.annotations.NullMarked;
