package assay.statistics.adjustment;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/// The cross-products of the covariates, scaled to unit length, so that a covariate that is
/// constant or follows from others is found at any unit of measurement, and gets no say of its own.
final class Covariates {

    private final double[] scale;
    private final SingularValueDecomposition scaled;

    /// @param products the symmetric matrix of cross-products
    Covariates(double[][] products) {
        int k = products.length;
        scale = new double[k];
        double[][] unit = new double[k][k];
        for (int i = 0; i < k; i++) {
            scale[i] = products[i][i] > 0 ? Math.sqrt(products[i][i]) : 1;
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                unit[i][j] = products[i][j] / scale[i] / scale[j];
            }
        }
        scaled = new SingularValueDecomposition(new Array2DRowRealMatrix(unit, false));
    }

    /// The shortest least-squares solution of `products x = right`, in scaled units.
    double[] solve(double[] right) {
        RealVector vector = new ArrayRealVector(right.length);
        for (int i = 0; i < right.length; i++) {
            vector.setEntry(i, right[i] / scale[i]);
        }
        double[] solution = scaled.getSolver().solve(vector).toArray();
        for (int i = 0; i < solution.length; i++) {
            solution[i] /= scale[i];
        }
        return solution;
    }

    int rank() {
        return scaled.getRank();
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
