@NullMarked
package assay.local.functions;

import org.jspecify.annotations.NullMarked;
