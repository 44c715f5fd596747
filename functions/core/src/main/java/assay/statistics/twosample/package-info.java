/// Tests of two samples of different units: treatment less control, or treatment over control.
///
/// Start with [Welch] for means, [MannWhitney] for typical values, [MiettinenNurminen] for shares,
/// [Fieller] for ratios, [QuantileDifference] for tails.
@NullMarked
package assay.statistics.twosample;

import org.jspecify.annotations.NullMarked;
