/// How far apart two distributions are, with an effect size beside every p-value: on large data the
/// smallest drift is significant, so alarms go by the effect.
///
/// | data | method |
/// |---|---|
/// | numbers against numbers, or a known distribution | [assay.statistics.distance.KolmogorovSmirnov] |
/// | numbers against numbers, in their own unit | [assay.statistics.distance.Wasserstein] |
/// | binned counts against counts | [assay.statistics.distance.Divergence]: PSI, Jensen-Shannon |
/// | counts in a table, or against shares | [assay.statistics.distance.Contingency]: chi-square, G, Cramér's V |
@NullMarked
package assay.statistics.distance;

import org.jspecify.annotations.NullMarked;
