/// Who serves: the order in which the versions of a model are judged, against whom, on what, by
/// which gate; as a function of what is on record.
@NullMarked
package assay.succession;

import org.jspecify.annotations.NullMarked;
