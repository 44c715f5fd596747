/// What the API answers: each route, from the ledger to JSON and to the forms that CI reads.
@NullMarked
package assay.api;

import org.jspecify.annotations.NullMarked;
