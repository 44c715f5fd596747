/// Requests to routes, answers to responses. Knows nothing of what is asked and answered.
@NullMarked
package assay.http;

import org.jspecify.annotations.NullMarked;
