package assay.manifest;

import assay.experiment.Experiment;

/// What `experiment.json` says.
public record ExperimentManifest(Experiment experiment) implements Manifest {}
