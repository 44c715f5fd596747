/// Evaluates what can be evaluated, judges what can be judged.
@NullMarked
package assay.handler;

import org.jspecify.annotations.NullMarked;
