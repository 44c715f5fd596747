/// Reads tables out of the uploads bucket.
@NullMarked
package assay.tables.uploads;

import org.jspecify.annotations.NullMarked;
