@NullMarked
package assay.metrics;

import org.jspecify.annotations.NullMarked;
