@NullMarked
package assay.statistics.paired;

import org.jspecify.annotations.NullMarked;
