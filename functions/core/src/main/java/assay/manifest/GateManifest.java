package assay.manifest;

import assay.gate.Gate;

/// What `gate.json` says.
public record GateManifest(Gate gate) implements Manifest {}
