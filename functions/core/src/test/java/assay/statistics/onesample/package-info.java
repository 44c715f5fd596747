@NullMarked
package assay.statistics.onesample;

import org.jspecify.annotations.NullMarked;
