/// A SAM template as it is written, and what it describes.
@NullMarked
package assay.local.template;

import org.jspecify.annotations.NullMarked;
