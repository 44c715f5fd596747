@NullMarked
package assay;

import org.jspecify.annotations.NullMarked;
