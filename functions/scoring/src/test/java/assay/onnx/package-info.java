/// ONNX files, judged by their bytes before anything runs them.
@NullMarked
package assay.onnx;

import org.jspecify.annotations.NullMarked;
