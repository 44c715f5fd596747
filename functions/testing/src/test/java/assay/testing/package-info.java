@NullMarked
package assay.testing;

import org.jspecify.annotations.NullMarked;
