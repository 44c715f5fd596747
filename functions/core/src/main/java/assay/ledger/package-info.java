/// The ports: what is recorded, what was uploaded, what is asked; and what is kept in them.
@NullMarked
package assay.ledger;

import org.jspecify.annotations.NullMarked;
