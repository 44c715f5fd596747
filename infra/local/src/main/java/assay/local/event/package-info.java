/// Event buses, rules and targets.
@NullMarked
package assay.local.event;

import org.jspecify.annotations.NullMarked;
