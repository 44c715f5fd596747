/// What gates foretold of versions, beside what experiments found of them: which offline metric is
/// to be trusted.
@NullMarked
package assay.agreement;

import org.jspecify.annotations.NullMarked;
