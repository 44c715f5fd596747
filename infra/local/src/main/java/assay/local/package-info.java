/// The template on one machine: the stack, its start, and the console that shows it.
@NullMarked
package assay.local;

import org.jspecify.annotations.NullMarked;
