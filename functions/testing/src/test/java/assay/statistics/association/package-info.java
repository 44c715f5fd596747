@NullMarked
package assay.statistics.association;

import org.jspecify.annotations.NullMarked;
