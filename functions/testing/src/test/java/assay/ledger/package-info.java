@NullMarked
package assay.ledger;

import org.jspecify.annotations.NullMarked;
