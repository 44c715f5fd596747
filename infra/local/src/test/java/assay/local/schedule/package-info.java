@NullMarked
package assay.local.schedule;

import org.jspecify.annotations.NullMarked;
