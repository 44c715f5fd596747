@NullMarked
package assay.lineage;

import org.jspecify.annotations.NullMarked;
