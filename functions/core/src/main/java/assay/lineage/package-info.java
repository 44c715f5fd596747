/// Artefacts, the links between them, what may be used for what, and what a change touches. Knows
/// no other package of Assay.
@NullMarked
package assay.lineage;

import org.jspecify.annotations.NullMarked;
