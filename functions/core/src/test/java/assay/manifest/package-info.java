@NullMarked
package assay.manifest;

import org.jspecify.annotations.NullMarked;
