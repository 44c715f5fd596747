@NullMarked
package assay.signature;

import org.jspecify.annotations.NullMarked;
