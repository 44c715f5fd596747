package assay.statistics.multiplicity;

import assay.statistics.Interval;

/// What a family's correction says of one of its hypotheses.
///
/// @param rejected whether the null value is excluded
/// @param adjustedPValue the smallest alpha at which it would be, as R's `p.adjust` gives it
/// @param interval simultaneous with those of the whole family; it excludes the null value exactly
///   when `rejected`
public record Decision(boolean rejected, double adjustedPValue, Interval interval) {}
