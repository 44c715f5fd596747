/// The REST API in front of the functions.
@NullMarked
package assay.local.gateway;

import org.jspecify.annotations.NullMarked;
