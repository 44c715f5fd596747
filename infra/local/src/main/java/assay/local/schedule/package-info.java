/// Schedules that fire by the clock or by hand.
@NullMarked
package assay.local.schedule;

import org.jspecify.annotations.NullMarked;
