/// Columns and tables in memory, what they hold, what they should hold, and how far they moved.
@NullMarked
package assay.profile;

import org.jspecify.annotations.NullMarked;
