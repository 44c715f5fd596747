@NullMarked
package assay.intake;

import org.jspecify.annotations.NullMarked;
