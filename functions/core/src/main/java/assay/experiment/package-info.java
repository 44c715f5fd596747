/// The online experiment: exposures and outcomes to effects, and effects to a verdict in the
/// vocabulary of the gate.
///
/// [assay.experiment.Experiment] says what is asked, [assay.experiment.Unit] holds what was seen of
/// one unit, [assay.experiment.Sample] the units that count, and [assay.experiment.Analysis]
/// decides.
@NullMarked
package assay.experiment;

import org.jspecify.annotations.NullMarked;
