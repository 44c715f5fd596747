package assay.experiment;

import assay.statistics.adjustment.JointMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The joint moments of rows that come by one at a time (Welford 1962). Rows without some covariate
/// are kept apart by which ones they lack, until it is known what stands in for it.
final class RowMoments {

    private final int outcomes;
    private final Sums whole;
    private final Map<Integer, Sums> lacking = new TreeMap<>();

    /// @param outcomes how many columns are no covariates
    RowMoments(int columns, int outcomes) {
        this.outcomes = outcomes;
        this.whole = new Sums(columns);
    }

    /// Of no rows yet, with the same columns.
    RowMoments fresh() {
        return new RowMoments(whole.mean.length, outcomes);
    }

    void add(double[] row) {
        int lacks = 0;
        for (int j = outcomes; j < row.length; j++) {
            lacks |= Double.isNaN(row[j]) ? 1 << j : 0;
        }
        if (lacks == 0) {
            whole.add(row);
            return;
        }
        double[] known = row.clone();
        for (int j = outcomes; j < row.length; j++) {
            known[j] = Double.isNaN(row[j]) ? 0 : row[j];
        }
        lacking.computeIfAbsent(lacks, _ -> new Sums(row.length)).add(known);
    }

    /// Adds rows that others have been through.
    void add(RowMoments others) {
        whole.add(others.whole);
        others.lacking.forEach((lacks, sums) ->
                lacking.computeIfAbsent(lacks, _ -> new Sums(sums.mean.length)).add(sums));
    }

    /// The moments of all rows.
    ///
    /// @param instead what stands in for a covariate that a row lacks, by column
    /// @param adjusted whether the covariates are wanted
    JointMoments moments(double[] instead, boolean adjusted) {
        int columns = adjusted ? whole.mean.length : outcomes;
        JointMoments all = whole.moments(columns);
        for (var entry : lacking.entrySet()) {
            Sums sums = entry.getValue();
            double[] mean = sums.mean.clone();
            for (int j = outcomes; j < mean.length; j++) {
                mean[j] = (entry.getKey() >> j & 1) != 0 ? instead[j] : mean[j];
            }
            all = all.plus(sums.about(mean).moments(columns));
        }
        return all;
    }

    private static final class Sums {
        private long count;
        private final double[] mean;
        private final double[] products;
        private final double[] apart;

        Sums(int columns) {
            this(0, new double[columns], new double[columns * columns]);
        }

        private Sums(long count, double[] mean, double[] products) {
            this.count = count;
            this.mean = mean;
            this.products = products;
            this.apart = new double[mean.length];
        }

        /// The same spread about other means.
        Sums about(double[] means) {
            return new Sums(count, means, products);
        }

        void add(double[] row) {
            count++;
            double share = 1.0 / count;
            int columns = mean.length;
            for (int j = 0; j < columns; j++) {
                apart[j] = row[j] - mean[j];
                mean[j] += apart[j] * share;
            }
            double rest = 1 - share;
            for (int i = 0; i < columns; i++) {
                double weighted = apart[i] * rest;
                for (int j = i; j < columns; j++) {
                    products[i * columns + j] += weighted * apart[j];
                }
            }
        }

        /// Both together (Chan, Golub and LeVeque 1979).
        void add(Sums others) {
            if (others.count == 0) {
                return;
            }
            long together = count + others.count;
            double share = (double) others.count / together;
            int columns = mean.length;
            for (int j = 0; j < columns; j++) {
                apart[j] = others.mean[j] - mean[j];
                mean[j] += apart[j] * share;
            }
            for (int i = 0; i < columns; i++) {
                double weighted = apart[i] * share * count;
                for (int j = i; j < columns; j++) {
                    int at = i * columns + j;
                    products[at] += others.products[at] + weighted * apart[j];
                }
            }
            count = together;
        }

        JointMoments moments(int columns) {
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    all.add(products[Math.min(i, j) * mean.length + Math.max(i, j)]);
                }
            }
            return new JointMoments(
                    count, Arrays.stream(mean).limit(columns).boxed().toList(), all);
        }
    }
}
