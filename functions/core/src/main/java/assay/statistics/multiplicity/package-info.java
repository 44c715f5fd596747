/// Many hypotheses at once. A family that is known in full:
/// [assay.statistics.multiplicity.Correction] (and [assay.statistics.multiplicity.EValues] where
/// the evidence is e-values). A stream without an end:
/// [assay.statistics.multiplicity.OnlineErrorControl].
@NullMarked
package assay.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
