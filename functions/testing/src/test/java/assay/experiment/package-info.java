@NullMarked
package assay.experiment;

import org.jspecify.annotations.NullMarked;
