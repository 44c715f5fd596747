/// What to believe of an effect after the data: its posterior interval, the chance that the
/// treatment wins, and what choosing wrongly is expected to cost.
/// [assay.statistics.bayes.NormalEffect] for any estimate with a standard error,
/// [assay.statistics.bayes.BetaBinomialEffect] for two proportions.
@NullMarked
package assay.statistics.bayes;

import org.jspecify.annotations.NullMarked;
