package assay.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.gate.Criterion.Claim;
import assay.gate.Criterion.Measure;
import assay.gate.Criterion.Relative;
import assay.gate.Finding.Measured;
import assay.gate.Finding.Outcome;
import assay.lineage.Reference;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AcrossDatasetsTest {

    private static final Criterion BETTER =
            new Relative("better", "ml", Claim.SUPERIOR, Measure.of("log_loss"), 0, List.of());

    /// `scipy.stats.wilcoxon(d, method="exact")` 1.17: p = 0.03125, W- = 1; the estimate is the
    /// median of numpy's Walsh averages.
    @Test
    void sevenDatasetsAreSevenObservationsOfWilcoxonsTest() {
        List<AcrossDatasets> across =
                AcrossDatasets.of(found(-0.03, -0.05, 0.01, -0.08, -0.02, -0.06, -0.045), 0.05);
        AcrossDatasets only = across.getFirst();
        assertThat(across).hasSize(1);
        assertThat(only.above()).isEqualTo(1);
        assertThat(only.below()).isEqualTo(6);
        Inferred inferred = (Inferred) only.inference();
        assertThat(inferred.pValue()).isCloseTo(0.03125, within(1e-12));
        assertThat(inferred.statistic()).isEqualTo(1);
        assertThat(inferred.estimate()).isCloseTo(-0.04, within(1e-12));
    }

    @Test
    void fourDatasetsSayNothingTogether() {
        assertThat(AcrossDatasets.of(found(-0.03, -0.05, -0.02, -0.08), 0.05)).isEmpty();
    }

    private static List<Finding> found(double... differences) {
        return DoubleStream.of(differences)
                .mapToObj(d ->
                        new Finding(
                                BETTER,
                                Optional.of(Reference.dataset("d", "1")),
                                Outcome.PASS,
                                "",
                                Optional.of(
                                        new Measured(
                                                Optional.empty(),
                                                d,
                                                new Interval(d, d),
                                                0.95,
                                                OptionalDouble.empty(),
                                                OptionalDouble.empty(),
                                                0,
                                                OptionalDouble.of(0.5),
                                                OptionalDouble.of(0.5 + d),
                                                100,
                                                OptionalLong.empty())),
                                List.of()))
                .toList();
    }
}
