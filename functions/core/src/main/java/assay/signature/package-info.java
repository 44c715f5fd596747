/// Whether a model's files are signed, and by whom: detached signatures as OpenSSF Model Signing
/// 1.0 makes them with a key or a certificate, verified with the JDK alone.
@NullMarked
package assay.signature;

import org.jspecify.annotations.NullMarked;
