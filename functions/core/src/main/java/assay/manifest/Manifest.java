package assay.manifest;

/// A manifest that was read and found to be in order.
public sealed interface Manifest
        permits DatasetManifest, ModelManifest, SystemManifest, GateManifest, ExperimentManifest {}
