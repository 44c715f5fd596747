/// What a version must show to be promoted, and the verdict on whether it does: decided by an
/// interval against a margin, never by a point.
@NullMarked
package assay.gate;

import org.jspecify.annotations.NullMarked;
