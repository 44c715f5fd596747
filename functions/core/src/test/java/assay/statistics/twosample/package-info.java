@NullMarked
package assay.statistics.twosample;

import org.jspecify.annotations.NullMarked;
