/// The one way in which JSON is read and written.
@NullMarked
package assay.json;

import org.jspecify.annotations.NullMarked;
