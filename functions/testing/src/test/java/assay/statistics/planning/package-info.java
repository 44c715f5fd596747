@NullMarked
package assay.statistics.planning;

import org.jspecify.annotations.NullMarked;
