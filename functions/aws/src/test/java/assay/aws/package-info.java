@NullMarked
package assay.aws;

import org.jspecify.annotations.NullMarked;
