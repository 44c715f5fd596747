/// Functions, each in its own JVM, driven by a Runtime API as inside Lambda.
@NullMarked
package assay.local.lambda;

import org.jspecify.annotations.NullMarked;
