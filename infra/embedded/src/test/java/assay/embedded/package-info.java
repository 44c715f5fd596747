@NullMarked
package assay.embedded;

import org.jspecify.annotations.NullMarked;
