package assay.statistics;

/// Centred moments of two columns together: a monoid. The sums behind a ratio metric, with
/// numerator `x` and denominator `y` per unit.
///
/// @param count of rows
/// @param meanX of the first column
/// @param meanY of the second column
/// @param xx the sum of squared distances of the first from its mean
/// @param yy the sum of squared distances of the second from its mean
/// @param xy the sum of the products of both distances
public record PairMoments(long count, double meanX, double meanY, double xx, double yy, double xy) {

    /// Of no rows.
    public static final PairMoments NONE = new PairMoments(0, 0, 0, 0, 0, 0);

    /// Of two columns, row by row.
    public static PairMoments of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values, but " + y.length + " others");
        }
        Moments first = Moments.of(x);
        Moments second = Moments.of(y);
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - first.mean()) * (y[i] - second.mean());
        }
        return new PairMoments(x.length, first.mean(), second.mean(), first.m2(), second.m2(), xy);
    }

    /// These rows and the others.
    public PairMoments plus(PairMoments other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        Moments first = x().plus(other.x());
        Moments second = y().plus(other.y());
        double share = (double) other.count / (count + other.count) * count;
        double between = (other.meanX - meanX) * (other.meanY - meanY) * share;
        return new PairMoments(
                first.count(),
                first.mean(),
                second.mean(),
                first.m2(),
                second.m2(),
                xy + other.xy + between);
    }

    /// The first column alone.
    public Moments x() {
        return new Moments(count, meanX, xx);
    }

    /// The second column alone.
    public Moments y() {
        return new Moments(count, meanY, yy);
    }

    /// The ratio of the sums, `x` over `y`.
    public double ratio() {
        return meanX / meanY;
    }

    /// The variance of the ratio by the delta method; needs two rows (Deng, Knoblich and Lu 2018,
    /// section 3.1).
    public double ratioVariance() {
        if (count < 2) {
            throw new IllegalArgumentException("a variance needs 2 rows, not " + count);
        }
        double ratio = ratio();
        double residual = Math.max(0, xx - 2 * ratio * xy + ratio * ratio * yy);
        return residual / (count - 1) / count / (meanY * meanY);
    }
}
