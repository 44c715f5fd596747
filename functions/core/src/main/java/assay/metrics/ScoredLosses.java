package assay.metrics;

/// What each judged example is worth.
final class ScoredLosses {
    /// The judgement itself.
    static final RowLoss SCORE = RowLoss.plain("score", p -> ((ScoredPredictions) p).scores());

    private ScoredLosses() {}
}
