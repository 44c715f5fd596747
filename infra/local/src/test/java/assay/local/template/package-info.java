@NullMarked
package assay.local.template;

import org.jspecify.annotations.NullMarked;
