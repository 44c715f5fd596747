@NullMarked
package assay.house;

import org.jspecify.annotations.NullMarked;
