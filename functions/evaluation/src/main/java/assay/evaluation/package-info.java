/// Predictions beside labels: what a model's look consists of, from files to verdicts.
@NullMarked
package assay.evaluation;

import org.jspecify.annotations.NullMarked;
