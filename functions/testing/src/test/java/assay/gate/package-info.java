@NullMarked
package assay.gate;

import org.jspecify.annotations.NullMarked;
