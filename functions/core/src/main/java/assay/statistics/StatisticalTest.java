package assay.statistics;

/// A method that has seen its observations, ready for any question about its quantity.
@FunctionalInterface
public interface StatisticalTest {

    /// Estimate, interval and p-value, or why there are none.
    Inference answer(Question question);
}
