/// A model run on a dataset: from columns to inputs, from outputs to predictions.
@NullMarked
package assay.scoring;

import org.jspecify.annotations.NullMarked;
