package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Moments;
import assay.statistics.Sorting;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A number for every observation; a loss or a score, computed once and remembered.
///
/// @param name of the metric that is its mean
/// @param parameters the part of the setting that it depends on
/// @param needs what is missing for it, if anything
/// @param compute the numbers, in row order (query order in ranking)
/// @param sums the moments of the numbers of rows that weigh 1, from the numbers or without them
/// @param observed what there is a number for
record RowLoss(
        String name,
        Function<Setting, Object> parameters,
        Obstacle needs,
        Computation compute,
        Summary sums,
        Observed observed) {

    /// What is observed once.
    enum Observed {
        /// A row, or a query in ranking.
        UNIT,
        /// A row, in ranking too.
        ROW,
        /// A row that was measured in a call of its own: some rows, not all.
        CALL
    }

    private static final Summary OF_COLUMN = (p, s, column) -> Moments.of(column.get());

    /// One of units.
    RowLoss(
            String name,
            Function<Setting, Object> parameters,
            Obstacle needs,
            Computation compute,
            Summary sums) {
        this(name, parameters, needs, compute, sums, Observed.UNIT);
    }

    /// One whose moments are those of its column.
    RowLoss(
            String name,
            Function<Setting, Object> parameters,
            Obstacle needs,
            Computation compute) {
        this(name, parameters, needs, compute, OF_COLUMN);
    }

    /// A time that was measured.
    static RowLoss measured(String name, Observed observed, Obstacle needs, Computation compute) {
        return new RowLoss(name, s -> "", needs, compute, OF_COLUMN, observed);
    }

    @FunctionalInterface
    interface Obstacle {
        Optional<CannotSay> of(Predictions predictions, Setting setting);
    }

    @FunctionalInterface
    interface Computation {
        double[] of(Predictions predictions, Setting setting);
    }

    @FunctionalInterface
    interface Summary {
        Moments of(Predictions predictions, Setting setting, Supplier<double[]> column);
    }

    /// A loss that depends on nothing but predictions.
    static RowLoss plain(String name, Function<Predictions, double[]> compute) {
        return new RowLoss(name, s -> "", (p, s) -> Optional.empty(), (p, s) -> compute.apply(p));
    }

    Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        return needs.of(predictions, setting);
    }

    /// What is known of the observations.
    RowFacts facts(Predictions predictions) {
        return switch (observed) {
            case UNIT -> predictions.unitFacts();
            case ROW -> predictions.facts();
            case CALL -> predictions.facts().at(Latency.of(predictions).rows());
        };
    }

    /// The moments of the numbers, of rows without weights and clusters; call only if there is no
    /// obstacle.
    Moments moments(Predictions predictions, Setting setting) {
        return sums.of(predictions, setting, () -> of(predictions, setting));
    }

    /// The numbers; call only if there is no obstacle.
    double[] of(Predictions predictions, Setting setting) {
        List<Object> key = List.of("loss", name, parameters.apply(setting));
        Supplier<double[]> numbers = () -> compute.of(predictions, setting);
        return observed == Observed.CALL
                ? predictions.memory().of(key, double[].class, numbers)
                : predictions.memory().ofRows(key, numbers);
    }

    /// The same in ascending order, for the quantiles.
    double[] sorted(Predictions predictions, Setting setting) {
        return predictions
                .memory()
                .of(
                        List.of("sorted", name, parameters.apply(setting)),
                        double[].class,
                        () -> Sorting.sorted(of(predictions, setting)));
    }
}
