/// Tells of verdicts, champions and refused uploads on the event bus.
@NullMarked
package assay.handler;

import org.jspecify.annotations.NullMarked;
