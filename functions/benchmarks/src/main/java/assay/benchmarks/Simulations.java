package assay.benchmarks;

import assay.benchmarks.TestSetReuse.Control;
import assay.statistics.multiplicity.Correction;
import assay.statistics.multiplicity.OnlineErrorControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes how often intervals cover and tests err, as Markdown tables.
final class Simulations {

    private static final long SEED = 20261124;
    private static final int STREAMS = 1_000;
    private static final int FAMILIES = 20_000;

    /// What is wider than 95 % by its nature, and why: a method, or a method in one setting.
    private static final Map<String, String> SAFE =
            Map.of(
                    "sign test",
                    "safe side: counts come in steps",
                    "McNemar, exact",
                    "safe side: counts come in steps",
                    "one-sample quantile, p90",
                    "safe side: ends at observations",
                    "paired quantile, p90",
                    "safe side: ends at observations",
                    "quantile difference, p90",
                    "safe side: ends at observations",
                    "5x2cv t",
                    "safe side: the t law is approximate",
                    "DeLong, one area, area 0.98, 50 positives of 150",
                    "safe side: few errors to learn from",
                    "Kolmogorov-Smirnov, normal, not moved, 200 each",
                    "safe side: a distance near zero",
                    "Kolmogorov-Smirnov, normal, moved by 1/5, 200 each",
                    "safe side: a distance near zero",
                    "Wasserstein, normal, moved by 1/5, 100 each",
                    "safe side: a distance near zero");

    private Simulations() {}

    static void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(introduction());
        coverage(lines);
        peeking(lines);
        families(lines);
        streams(lines);
        reuse(lines);
        Files.write(file, lines);
    }

    private static List<String> introduction() {
        return List.of(
                "# Simulations",
                "",
                "How often intervals hold the true value and how often tests err, on drawn data whose truth is"
                        + " known. Written by `java -jar functions/benchmarks/target/benchmarks.jar simulate"
                        + " functions/docs/simulations.md`, seed "
                        + SEED
                        + "; the same figures on any machine.",
                "",
                "The ± is two standard errors of the simulation itself.");
    }

    private static String whyWider(Coverage study) {
        String here = SAFE.get(study.method() + ", " + study.setting());
        return here == null ? SAFE.getOrDefault(study.method(), "wider than need be") : here;
    }

    private static void coverage(List<String> lines) {
        lines.addAll(
                List.of(
                        "",
                        "## Coverage of 95 % intervals",
                        "",
                        "Asked of intervals at a moderate, fixed number of rows: 94.5 to 95.5 %.",
                        "",
                        "| method | data | draws | coverage, % | as asked |",
                        "|---|---|---|---|---|"));
        List<Coverage> studies = new ArrayList<>(Intervals.all());
        studies.addAll(MoreIntervals.all());
        studies.addAll(ClusteredIntervals.all());
        studies.addAll(AdjustedIntervals.all());
        studies.addAll(ModelIntervals.all());
        studies.addAll(OtherIntervals.all());
        for (Coverage study : studies) {
            double share = study.share(SEED);
            double error = 2 * Math.sqrt(share * (1 - share) / study.rounds());
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %,d | %.2f ± %.2f | %s |",
                            study.method(),
                            study.setting(),
                            study.rounds(),
                            100 * share,
                            100 * error,
                            share < 0.945 - error
                                    ? "**too low**"
                                    : share > 0.955 + error ? whyWider(study) : "yes"));
        }
        lines.addAll(
                List.of(
                        "",
                        "What is off, and why:",
                        "",
                        "- *As asked* is judged with the simulation's own ±: a share just outside 94.5 to 95.5 that the noise can explain counts as inside.",
                        "- Wilcoxon on skewed data is at the lower edge: its null is a symmetric distribution; without symmetry its variance is not quite right, in any implementation.",
                        "- The sign test and exact McNemar count: their levels come in steps, and the exact interval stays on the safe side of 95 %. McNemar's mid-p does not.",
                        "- Quantile intervals end at observations, and err on the wide side too.",
                        "- Kolmogorov-Smirnov: the gap is normal where it is largest (Raghavachari 1973), once it is moved down by what the largest of many noisy gaps exceeds the largest true one. Without that step the normal law covered 90 % at 200 rows each; the plain bootstrap 91 %, for it sees half of that excess; a band round each distribution function covered 100 % at twice the width. Close to zero, where the interval starts at zero and holds more than 95 %, no interval of one width can do better: what nothing and next to nothing look like is the same.",
                        "- Wasserstein: its noise is far from normal where the distance is one to three times what chance makes of it. The lower end goes down by the bias as well, and the upper end reaches as far as the wider of two laws does: on the safe side there, and by the normal law further away.",
                        "- Quantiles: order statistics are discrete; the exact interval of independent rows is on the safe side, the outer order statistics of Deng, Knoblich and Lu too.",
                        "- 5x2cv: the first fold's difference is part of the spread it is divided by, so that the t distribution is an approximation even when its assumptions hold (Dietterich 1998), on the safe side.",
                        "- Resampled and correlated t are drawn with the correlation that they assume; real folds may be more or less correlated.",
                        "- Ten clusters are few: with the effective number of clusters as degrees of freedom, coverage is near 94.4 %; with clusters less one it was 93.3 %.",
                        "- An area near 1 has few errors to learn from: 50 positives at an area of 0.98 are not a moderate number. There the variance is itself uncertain, so that the interval by log odds is Student's, with degrees of freedom from the kurtosis of the placements: on the safe side. By the normal distribution it covered 93.6 %, with degrees of freedom from the numbers of rows alone (Brunner and Munzel 2000) 94.0 %, DeLong's symmetric one 88 %: none within what is asked.",
                        "- Cohen's w of shares: the excess is drawn in a rare class (14 % where 10 % are expected), where the statistic varies more than the non-central chi-squared law says. By that law, which is the usual one, the interval covered 92.4 %; with the variance of Broffitt and Randles it holds."));
    }

    private static void peeking(List<String> lines) {
        lines.addAll(
                List.of(
                        "",
                        "## A true null, looked at every day for a month",
                        "",
                        "100 rows a day for "
                                + Peeking.DAYS
                                + " days, alpha 5 %. Asked of anytime-valid and group-sequential methods: at most 5 %"
                                + " of months in which any look excludes the truth.",
                        "",
                        "| method | data | months | excluded, % | as asked |",
                        "|---|---|---|---|---|"));
        for (Peeking study : Peeking.all()) {
            double share = study.share(SEED);
            double error = 2 * Math.sqrt(share * (1 - share) / study.rounds());
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %,d | %.2f ± %.2f | %s |",
                            study.method(),
                            study.setting(),
                            study.rounds(),
                            100 * share,
                            100 * error,
                            !study.valid()
                                    ? "makes no such promise"
                                    : share - error > 0.05 ? "**too often**" : "yes"));
        }
    }

    private static void families(List<String> lines) {
        lines.addAll(
                List.of(
                        "",
                        "## A family of ten one-sided claims, six of them true nulls, alpha 5 %",
                        "",
                        "Asked: at most 5 % (± "
                                + String.format(
                                        Locale.ROOT,
                                        "%.2f",
                                        200 * Math.sqrt(0.05 * 0.95 / FAMILIES))
                                + ") in the column that the method controls, in bold.",
                        "",
                        "| correction | some null rejected, % | false among the rejected, % | some interval misses, % |"
                                + " misses among the rejected, % |",
                        "|---|---|---|---|---|"));
        for (Correction correction : Correction.values()) {
            boolean familyWise =
                    correction == Correction.BONFERRONI
                            || correction == Correction.HOLM
                            || correction == Correction.HOCHBERG;
            boolean rate =
                    correction == Correction.BENJAMINI_HOCHBERG
                            || correction == Correction.BENJAMINI_YEKUTIELI;
            lines.add(
                    "| "
                            + correction.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + percent(
                                    Rounds.share(
                                            FAMILIES,
                                            SEED,
                                            r -> Families.under(correction, r).anyFalse()),
                                    familyWise)
                            + percent(
                                    Rounds.mean(
                                            FAMILIES,
                                            SEED,
                                            r -> Families.under(correction, r).falseShare()),
                                    rate)
                            + percent(
                                    Rounds.share(
                                            FAMILIES,
                                            SEED,
                                            r -> !Families.under(correction, r).allCovered()),
                                    familyWise)
                            + percent(
                                    Rounds.mean(
                                            FAMILIES,
                                            SEED,
                                            r -> Families.under(correction, r).notCovered()),
                                    rate)
                            + " |");
        }
    }

    private static String percent(double share, boolean controlled) {
        return String.format(Locale.ROOT, controlled ? " | **%.2f**" : " | %.2f", 100 * share);
    }

    private static void streams(List<String> lines) {
        lines.addAll(
                List.of(
                        "",
                        "## Streams of " + TestStream.LENGTH + " one-sided tests, alpha 5 %",
                        "",
                        String.format(
                                Locale.ROOT,
                                "%,d streams for each row. Asked: at most 5 %% of discoveries false on average"
                                        + " (alpha spending: at most 5 %% of streams with any), ± at most 1.4.",
                                STREAMS),
                        "",
                        "| stream | method | false discoveries, % | streams with any, % | signals found, % |",
                        "|---|---|---|---|---|"));
        List<TestStream> settings =
                List.of(
                        new TestStream("all nulls", 1, 0, 0),
                        new TestStream("80 % nulls, signals at 3", 0.8, 3, 0),
                        new TestStream("50 % nulls, signals at 3", 0.5, 3, 0),
                        new TestStream("80 % conservative nulls, signals at 3", 0.8, 3, 1));
        Map<String, OnlineErrorControl> controls = new LinkedHashMap<>();
        controls.put("alpha spending", new OnlineErrorControl.Bonferroni(0.05));
        controls.put("LOND", new OnlineErrorControl.Lond(0.05));
        controls.put("LORD++", OnlineErrorControl.LordPlusPlus.at(0.05));
        controls.put("SAFFRON", OnlineErrorControl.Saffron.at(0.05));
        controls.put("ADDIS", OnlineErrorControl.Addis.at(0.05));
        for (TestStream setting : settings) {
            controls.forEach((name, control) ->
                    lines.add(
                            String.format(
                                    Locale.ROOT,
                                    "| %s | %s | %.2f | %.2f | %s |",
                                    setting.name(),
                                    name,
                                    100
                                            * Rounds.mean(
                                                    STREAMS,
                                                    SEED,
                                                    r -> setting.under(control, r).falseShare()),
                                    100
                                            * Rounds.share(
                                                    STREAMS,
                                                    SEED,
                                                    r -> setting.under(control, r).anyFalse()),
                                    setting.nulls() == 1
                                            ? "–"
                                            : String.format(
                                                    Locale.ROOT,
                                                    "%.1f",
                                                    100
                                                            * Rounds.mean(
                                                                    STREAMS,
                                                                    SEED,
                                                                    r ->
                                                                            setting.under(
                                                                                            control,
                                                                                            r)
                                                                                    .found())))));
        }
    }

    private static void reuse(List<String> lines) {
        lines.addAll(
                List.of(
                        "",
                        String.format(
                                Locale.ROOT,
                                "## %,d useless challengers tried on one test set of %d rows, alpha 5 %%",
                                TestSetReuse.CHALLENGERS,
                                TestSetReuse.ROWS),
                        "",
                        String.format(
                                Locale.ROOT,
                                "%,d test sets for each row, ± at most 1.4 where 5 %% is kept. Asked: at most 5 %% of test sets on which"
                                        + " any is promoted. A stream ends when its level falls below 1e-6.",
                                STREAMS),
                        "",
                        "| challengers | method | test sets with a promotion, % |",
                        "|---|---|---|"));
        Map<String, Control> controls = new LinkedHashMap<>();
        controls.put("none", new Control.Fixed(0.05));
        controls.put("Bonferroni", new Control.Fixed(0.05 / TestSetReuse.CHALLENGERS));
        controls.put("LORD++", new Control.Stream(OnlineErrorControl.LordPlusPlus.at(0.05)));
        controls.put("SAFFRON", new Control.Stream(OnlineErrorControl.Saffron.at(0.05)));
        controls.put("ADDIS", new Control.Stream(OnlineErrorControl.Addis.at(0.05)));
        for (TestSetReuse reuse : TestSetReuse.ALL) {
            controls.forEach((name, control) ->
                    lines.add(
                            String.format(
                                    Locale.ROOT,
                                    "| %s | %s | %.2f |",
                                    reuse.name(),
                                    name,
                                    100
                                            * Rounds.share(
                                                    STREAMS,
                                                    SEED,
                                                    r -> reuse.promotes(control, r)))));
        }
        lines.addAll(
                List.of(
                        "",
                        "The last five keep nothing: whoever climbs by the numbers in the verdicts finds the noise of the test set, whatever the"
                                + " method. `ledger.md` says what each method promises to whom."));
    }
}
