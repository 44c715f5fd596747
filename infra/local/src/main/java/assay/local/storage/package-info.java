/// Buckets and tables, made as the template has them.
@NullMarked
package assay.local.storage;

import org.jspecify.annotations.NullMarked;
