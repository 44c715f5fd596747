/// Queues and the functions that they feed.
@NullMarked
package assay.local.queue;

import org.jspecify.annotations.NullMarked;
