/// What tests of every module share: fakes of the ports, their contracts, reference tables.
@NullMarked
package assay.testing;

import org.jspecify.annotations.NullMarked;
