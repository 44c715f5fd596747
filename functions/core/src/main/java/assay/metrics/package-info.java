/// What a model's predictions are worth, row by row and as a whole: metrics with their intervals,
/// paired comparisons, slices, curves, calibration, tails. Pure; knows `assay.statistics` alone.
@NullMarked
package assay.metrics;

import org.jspecify.annotations.NullMarked;
