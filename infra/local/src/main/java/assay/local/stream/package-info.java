/// Table streams and the functions that they feed.
@NullMarked
package assay.local.stream;

import org.jspecify.annotations.NullMarked;
