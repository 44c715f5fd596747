/// Which of several models is better: two ROC curves ([assay.statistics.comparison.DeLong]), two
/// models over cross-validation ([assay.statistics.comparison.CorrectedResampledT],
/// [assay.statistics.comparison.FiveByTwo], [assay.statistics.comparison.CorrelatedT]), several
/// models over several datasets ([assay.statistics.comparison.Friedman]). Two models over several
/// datasets are compared by the Wilcoxon signed rank test over the datasets' scores (Demšar 2006).
@NullMarked
package assay.statistics.comparison;

import org.jspecify.annotations.NullMarked;
