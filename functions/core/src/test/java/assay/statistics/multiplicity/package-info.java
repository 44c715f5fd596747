@NullMarked
package assay.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
