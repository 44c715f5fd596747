/// Files into columns: CSV, JSON Lines and Parquet, plain or packed, within limits that hostile
/// input cannot pass.
@NullMarked
package assay.tables;

import org.jspecify.annotations.NullMarked;
