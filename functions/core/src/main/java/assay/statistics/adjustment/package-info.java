/// Sharper effects from what was known before the experiment began:
/// [assay.statistics.adjustment.Cuped] and [assay.statistics.adjustment.RegressionAdjustment] by
/// covariates, [assay.statistics.adjustment.PostStratification] by strata. All are answered from
/// mergeable moments.
@NullMarked
package assay.statistics.adjustment;

import org.jspecify.annotations.NullMarked;
