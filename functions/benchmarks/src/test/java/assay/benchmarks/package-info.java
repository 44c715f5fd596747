/// How fast the statistics are, against scipy and scikit-learn, and how often they are right.
@NullMarked
package assay.benchmarks;

import org.jspecify.annotations.NullMarked;
