@NullMarked
package assay.statistics.sequential;

import org.jspecify.annotations.NullMarked;
