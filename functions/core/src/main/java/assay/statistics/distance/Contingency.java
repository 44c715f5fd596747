package assay.statistics.distance;

import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether rows and columns of a table of counts go together, and whether counts have given shares.
///
/// For a table the distance is Cramér's V in [0, 1] and its interval that of the non-central
/// chi-squared distribution; the effect is V less its bias (Bergsma 2013). Rows and columns without
/// counts are left out; there is no continuity correction. For shares the distance and the effect
/// are Cohen's w, and the interval allows for the variance that shares away from the expected have
/// (Broffitt and Randles 1977). Counts that agree better than by chance are not taken for proof:
/// the upper end is at least that of the statistic's median where there is no deviation.
public final class Contingency {

    /// Which statistic measures the deviation from what is expected.
    public enum Statistic {
        /// Pearson's, `sum((o - e)^2 / e)`.
        CHI_SQUARE {
            @Override
            double of(double observed, double expected) {
                double deviation = observed - expected;
                return deviation * deviation / expected;
            }

            @Override
            double squared(double excess) {
                return excess * excess;
            }

            @Override
            double slope(double excess) {
                return excess;
            }
        },
        /// The log-likelihood ratio, `2 sum(o log(o / e))`.
        G {
            @Override
            double of(double observed, double expected) {
                return observed == 0 ? 0 : 2 * observed * Math.log(observed / expected);
            }

            @Override
            double squared(double excess) {
                if (Math.abs(excess) < 1e-4) {
                    return excess * excess * (1 - excess / 3 + excess * excess / 6);
                }
                return 2 * ((excess <= -1 ? 0 : (1 + excess) * Math.log1p(excess)) - excess);
            }

            @Override
            double slope(double excess) {
                return Math.log1p(excess);
            }
        };

        abstract double of(double observed, double expected);

        /// What a class whose share exceeds the expected one by this part of it adds to the square
        /// of the size, by the expected share.
        abstract double squared(double excess);

        /// Half of how fast the square of the size grows with the share, but for a constant.
        abstract double slope(double excess);
    }

    private Contingency() {}

    /// Whether the rows of a table have the same distribution over its columns.
    ///
    /// @param table counts `>= 0`, every row of the same length
    /// @param confidence of the interval, `0 < confidence < 1`
    public static Distance ofTable(long[][] table, Statistic statistic, double confidence) {
        long[][] rows = withCounts(withCounts(table, true), false);
        if (rows.length < 2 || rows[0].length < 2) {
            return new Distance.CannotSay(
                    Reason.ONE_CLASS,
                    "the table has "
                            + rows.length
                            + " rows with counts and needs two, with two columns");
        }
        double[] rowSums =
                Arrays.stream(rows).mapToDouble(row -> (double) Arrays.stream(row).sum()).toArray();
        double[] columnSums = new double[rows[0].length];
        for (long[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                columnSums[j] += row[j];
            }
        }
        double total = Arrays.stream(rowSums).sum();
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columnSums.length; j++) {
                sum += statistic.of((double) rows[i][j], rowSums[i] * columnSums[j] / total);
            }
        }
        int r = rows.length;
        int c = columnSums.length;
        return measured(
                Math.max(0, sum),
                (r - 1) * (c - 1),
                total * (Math.min(r, c) - 1),
                1,
                unbiased(Math.max(0, sum) / total, r, c, total),
                confidence);
    }

    /// Whether counts have the given shares, as when units are assigned to variants.
    ///
    /// @param counts `>= 0`
    /// @param shares `> 0`, as many; only their ratios matter
    /// @param confidence of the interval, `0 < confidence < 1`
    public static Distance ofShares(
            long[] counts, double[] shares, Statistic statistic, double confidence) {
        if (counts.length != shares.length) {
            throw new IllegalArgumentException(
                    counts.length + " counts for " + shares.length + " shares");
        }
        double total = (double) Arrays.stream(counts).map(Contingency::requireCount).sum();
        double shareSum = Arrays.stream(shares).sum();
        if (!(total > 0) || counts.length < 2) {
            return new Distance.CannotSay(
                    Reason.TOO_FEW, total + " counts in " + counts.length + " classes");
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (!(shares[i] > 0)) {
                throw new IllegalArgumentException("share " + shares[i] + " is not positive");
            }
            sum += statistic.of((double) counts[i], total * (shares[i] / shareSum));
        }
        double w = Math.sqrt(Math.max(0, sum) / total);
        double[] expected = Arrays.stream(shares).map(share -> share / shareSum).toArray();
        int degrees = counts.length - 1;
        return new Distance.Measured(
                w,
                sum > 0
                        ? new ShareDeviation(statistic, counts, expected, total, sum)
                                .possible(confidence)
                        : roots(
                                NoncentralChiSquare.possible(0, degrees, confidence),
                                total,
                                ShareDeviation.most(statistic, expected)),
                Math.max(0, sum),
                ChiSquaredDistribution.of(degrees).survivalProbability(Math.max(0, sum)),
                w);
    }

    private static Interval roots(Interval possible, double scale, double most) {
        return new Interval(
                Math.min(most, Math.sqrt(possible.lower() / scale)),
                Math.min(most, Math.sqrt(possible.upper() / scale)));
    }

    private static Distance measured(
            double statistic,
            int degrees,
            double scale,
            double most,
            double effect,
            double confidence) {
        return new Distance.Measured(
                Math.min(most, Math.sqrt(statistic / scale)),
                roots(NoncentralChiSquare.possible(statistic, degrees, confidence), scale, most),
                statistic,
                ChiSquaredDistribution.of(degrees).survivalProbability(statistic),
                effect);
    }

    /// Cramér's V less its bias (Bergsma 2013, equations 9 and 10).
    private static double unbiased(double phiSquared, int r, int c, double n) {
        double rLess = r - (r - 1) * (r - 1) / (n - 1);
        double cLess = c - (c - 1) * (c - 1) / (n - 1);
        double phiLess = Math.max(0, phiSquared - (r - 1) * (c - 1) / (n - 1));
        double most = Math.min(rLess, cLess) - 1;
        return most > 0 ? Math.min(1, Math.sqrt(phiLess / most)) : 0;
    }

    /// The table without its empty rows (or columns).
    private static long[][] withCounts(long[][] table, boolean rows) {
        if (rows) {
            return Arrays.stream(table)
                    .filter(row -> Arrays.stream(row).map(Contingency::requireCount).sum() > 0)
                    .toArray(long[][]::new);
        }
        int[] kept =
                IntStream.range(0, table.length == 0 ? 0 : table[0].length)
                        .filter(j -> Arrays.stream(table).anyMatch(row -> row[j] > 0))
                        .toArray();
        return Arrays.stream(table)
                .map(row -> Arrays.stream(kept).mapToLong(j -> row[j]).toArray())
                .toArray(long[][]::new);
    }

    private static long requireCount(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count " + count + " is negative");
        }
        return count;
    }
}
