/// Inference that may be looked at more than once.
///
/// - *Anytime-valid* (any number of looks, at any time, stopping for any reason):
///   [assay.statistics.sequential.NormalSequence] for means, differences and ratios,
///   [assay.statistics.sequential.BernoulliSequence] for one proportion,
///   [assay.statistics.sequential.HedgedCapital] for the mean of values in `[0, 1]`,
///   [assay.statistics.sequential.QuantileSequence] and
///   [assay.statistics.sequential.QuantileDifference] for quantiles,
///   [assay.statistics.sequential.SampleRatio] for the split of units among variants.
/// - *Group sequential* (a few looks, each a known fraction of the planned information):
///   [assay.statistics.sequential.GroupSequential].
///
/// Each is a function of small sufficient statistics at the time of the look, so an experiment is
/// resumed from counts and moments alone.
@NullMarked
package assay.statistics.sequential;

import org.jspecify.annotations.NullMarked;
