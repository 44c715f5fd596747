/// Whether two measurements of the same things go together.
@NullMarked
package assay.statistics.association;

import org.jspecify.annotations.NullMarked;
