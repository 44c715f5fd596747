@NullMarked
package assay.tables;

import org.jspecify.annotations.NullMarked;
