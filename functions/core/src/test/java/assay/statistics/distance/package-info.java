@NullMarked
package assay.statistics.distance;

import org.jspecify.annotations.NullMarked;
