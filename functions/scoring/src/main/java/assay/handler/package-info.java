/// Runs models on datasets.
@NullMarked
package assay.handler;

import org.jspecify.annotations.NullMarked;
