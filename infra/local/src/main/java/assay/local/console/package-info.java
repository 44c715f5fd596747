/// What a person sees of a run: the copying, the verdicts, where to look.
@NullMarked
package assay.local.console;

import org.jspecify.annotations.NullMarked;
