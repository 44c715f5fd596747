/// What users upload to say what they upload: manifests, their schemas, and the faults found in
/// them.
@NullMarked
package assay.manifest;

import org.jspecify.annotations.NullMarked;
