/// Registers model versions, their predictions, gates and systems.
@NullMarked
package assay.handler;

import org.jspecify.annotations.NullMarked;
