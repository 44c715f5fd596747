@NullMarked
package assay.statistics.bayes;

import org.jspecify.annotations.NullMarked;
