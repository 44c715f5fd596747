@NullMarked
package assay.succession;

import org.jspecify.annotations.NullMarked;
