@NullMarked
package assay.profile;

import org.jspecify.annotations.NullMarked;
