/// What people see in a browser: HTML and SVG made here out of the JSON that programs get, with no
/// script.
@NullMarked
package assay.pages;

import org.jspecify.annotations.NullMarked;
