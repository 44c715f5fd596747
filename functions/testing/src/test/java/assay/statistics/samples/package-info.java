@NullMarked
package assay.statistics.samples;

import org.jspecify.annotations.NullMarked;
