/// What is told of the ledger, as CloudEvents.
@NullMarked
package assay.announcement;

import org.jspecify.annotations.NullMarked;
