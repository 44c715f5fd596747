/// From uploads to records: what a key means, when an upload is whole, and what is said of one that
/// is not.
@NullMarked
package assay.intake;

import org.jspecify.annotations.NullMarked;
