package assay.scoring;

import assay.ledger.ScoringReport.Latency;
import assay.ledger.ScoringReport.Quantile;
import assay.ledger.ScoringReport.Times;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.onesample.QuantileTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// Times as a report tells them.
final class Latencies {

    private static final double CONFIDENCE = 0.95;

    private Latencies() {}

    /// @param batches milliseconds of each
    /// @param calls milliseconds of each row's own call; `NaN` where it was not measured
    static Latency of(int rowsInBatch, double[] batches, double[] calls) {
        double[] measured = Arrays.stream(calls).filter(call -> !Double.isNaN(call)).toArray();
        return new Latency(rowsInBatch, times(batches), times(measured));
    }

    private static Times times(double[] millis) {
        double[] sorted = Sorting.sorted(millis);
        return new Times(
                sorted.length,
                sorted.length == 0
                        ? List.of()
                        : DoubleStream.of(50, 95, 99).mapToObj(p -> quantile(sorted, p)).toList());
    }

    private static Quantile quantile(double[] sorted, double percentage) {
        double probability = percentage / 100;
        List<Double> interval =
                switch (QuantileTest.ofSorted(sorted, probability)
                        .answer(Question.twoSided(CONFIDENCE))) {
                    case Inferred inferred ->
                            List.of(inferred.interval().lower(), inferred.interval().upper());
                    case CannotSay _ -> List.of();
                };
        return new Quantile(percentage, Quantiles.of(sorted, probability), interval);
    }
}
