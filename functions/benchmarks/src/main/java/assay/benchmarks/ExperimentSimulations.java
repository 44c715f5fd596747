package assay.benchmarks;

import assay.experiment.Experiment;
import assay.experiment.OnlineMetric.Role;
import assay.experiment.Report;
import assay.experiment.Report.VariantFinding;
import assay.gate.Finding;
import assay.gate.Finding.Measured;
import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Writes how often experiments are decided wrongly, and how soon rightly, as Markdown tables. Each
/// run draws logs, takes them in day by day into the units' states, and asks for the verdict, as
/// the function does.
final class ExperimentSimulations {

    private static final long SEED = 20261126;
    private static final int DAYS = 7;
    private static final int UNITS = 400;

    /// What a fixed test finds in 80 of 100 experiments of this size, or nearly.
    private static final double LIFT = 0.75;

    private static final String CONVERSION =
            "{'id': 'conversion', 'kind': 'proportion', 'event': 'buy', 'role': 'success'}";
    private static final String REVENUE =
            "{'id': 'revenue', 'kind': 'mean', 'event': 'buy', 'role': 'success', 'covariate': 'habit', 'winsorize': 0.99}";
    private static final String VIEWS =
            "{'id': 'views', 'kind': 'count', 'event': 'view', 'role': 'success'}";
    private static final String CLICKS =
            "{'id': 'ctr', 'kind': 'ratio', 'numerator': 'click', 'denominator': 'view', 'role': 'guardrail', 'margin': 0.15}";
    private static final String SLOWNESS =
            "{'id': 'latency', 'kind': 'quantile', 'quantile': 0.9, 'event': 'latency', 'role': 'guardrail', 'direction': 'decrease', 'margin': 60}";

    private static final String TWO = "{'name': 'a', 'share': 0.5}, {'name': 'b', 'share': 0.5}";
    private static final String THREE =
            "{'name': 'a', 'share': 0.5}, {'name': 'b', 'share': 0.3}, {'name': 'c', 'share': 0.2}";

    private static final String ONE = CONVERSION;
    private static final String THREE_METRICS =
            String.join(", ", CONVERSION, REVENUE, VIEWS, CLICKS, SLOWNESS);

    private static final String ALWAYS_VALID =
            "'inference': {'method': 'always-valid', 'tunedFor': 400}";
    private static final String FIXED = "'inference': {'method': 'fixed'}";
    private static final String SPENDING =
            "'inference': {'method': 'group-sequential', 'looks': 3, 'plannedUnits': 400}";
    private static final String BAYESIAN = "'inference': {'method': 'bayesian'}";
    private static final String SCEPTICAL =
            "'inference': {'method': 'bayesian', 'prior': {'mean': 0, 'standardDeviation': 0.02}}";

    private ExperimentSimulations() {}

    /// A way to run an experiment.
    ///
    /// @param keeps whether it promises to err in at most alpha of the experiments
    /// @param daily whether somebody looks every day, or at the end alone
    private record Way(
            String name,
            String variants,
            String metrics,
            String method,
            boolean keeps,
            boolean daily) {

        Experiment experiment() {
            String json =
                    """
                    {'experiment': 'e', 'unit': 'user', 'start': '2026-11-01T00:00:00Z', 'end': '2026-11-08T00:00:00Z',
                     'variants': [%s], %s, 'metrics': [%s]}
                    """
                            .formatted(variants, method, metrics);
            return Manifests.experiment(Json.tree(json.replace('\'', '"')));
        }
    }

    /// What became of one experiment.
    ///
    /// @param ended PROMOTE or REJECT, whichever came first; else NEED_DATA
    /// @param day when that was
    /// @param claimed whether a success metric was ever taken for changed, either way
    /// @param broken whether the split was ever taken for broken
    /// @param wears whether at the end some effect was taken for changing from day to day
    private record Run(Outcome ended, int day, boolean claimed, boolean broken, boolean wears) {}

    static void write(Path file, int runs) throws IOException {
        List<String> lines = new ArrayList<>(introduction(runs));
        nothing(lines, runs);
        something(lines, runs);
        novelty(lines, runs);
        Files.write(file, lines);
    }

    private static List<String> introduction(int runs) {
        return List.of(
                "# Simulated experiments",
                "",
                "How often an experiment is decided wrongly, and how soon rightly. Written by `java -jar"
                        + " functions/benchmarks/target/benchmarks.jar simulate-experiments"
                        + " functions/docs/experiment-simulations.md "
                        + runs
                        + "`, seed "
                        + SEED
                        + "; the same figures on any machine.",
                "",
                String.format(
                        Locale.ROOT,
                        "Each run draws the logs of %d units over %d days, who come in on every day and come back on some days after. They are taken in day"
                                + " by day into the units' states, and each look is the function's own analysis of that state, with the check of the split."
                                + " The ± is two standard errors of the simulation itself. Alpha is 5 %% throughout, correction Holm's unless another is named.",
                        UNITS,
                        DAYS));
    }

    private static void nothing(List<String> lines, int runs) {
        lines.addAll(
                List.of(
                        "",
                        "## A/A: the treatment changes nothing",
                        "",
                        String.format(
                                Locale.ROOT,
                                "%,d runs a row. *Claimed*: a success metric was taken for changed at some look, up or down; this is what alpha bounds, and a false"
                                        + " promotion is at most that. *Shipped* and *rejected*: the first decision, as the verdict keeps it.",
                                runs),
                        "",
                        "| inference | looks | metrics and variants | claimed, % | at most alpha | shipped, % | rejected, % | split taken for broken, % |",
                        "|---|---|---|---|---|---|---|---|"));
        List<Way> ways =
                List.of(
                        new Way("always-valid", TWO, ONE, ALWAYS_VALID, true, true),
                        new Way("always-valid", TWO, THREE_METRICS, ALWAYS_VALID, true, true),
                        new Way("always-valid", THREE, THREE_METRICS, ALWAYS_VALID, true, true),
                        new Way(
                                "always-valid, Benjamini-Hochberg",
                                THREE,
                                THREE_METRICS,
                                ALWAYS_VALID + ", 'correction': 'benjamini-hochberg'",
                                true,
                                true),
                        new Way("fixed", TWO, ONE, FIXED, true, true),
                        new Way("fixed", THREE, THREE_METRICS, FIXED, true, true),
                        new Way(
                                "fixed, Benjamini-Hochberg",
                                THREE,
                                THREE_METRICS,
                                FIXED + ", 'correction': 'benjamini-hochberg'",
                                true,
                                true),
                        new Way("group-sequential, 3 looks", TWO, ONE, SPENDING, true, true),
                        new Way(
                                "group-sequential, 3 looks",
                                TWO,
                                CONVERSION + ", " + VIEWS,
                                SPENDING,
                                true,
                                true),
                        new Way("Bayesian, flat prior", TWO, ONE, BAYESIAN, false, false),
                        new Way("Bayesian, flat prior", TWO, ONE, BAYESIAN, false, true),
                        new Way(
                                "Bayesian, flat prior",
                                THREE,
                                THREE_METRICS,
                                BAYESIAN,
                                false,
                                true),
                        new Way("Bayesian, prior N(0, 0.02²)", TWO, ONE, SCEPTICAL, false, true));
        for (Way way : ways) {
            Run[] all = runs(way, runs, UNITS, 0);
            double claimed = share(all, Run::claimed);
            double error = error(claimed, runs);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %.2f ± %.2f | %s | %.2f ± %.2f | %.2f | %.2f |",
                            way.name(),
                            looks(way),
                            shape(way),
                            100 * claimed,
                            100 * error,
                            !way.keeps()
                                    ? "makes no such promise"
                                    : claimed - error > 0.05 ? "**too often**" : "yes",
                            100 * share(all, r -> r.ended() == Outcome.PROMOTE),
                            100 * error(share(all, r -> r.ended() == Outcome.PROMOTE), runs),
                            100 * share(all, r -> r.ended() == Outcome.REJECT),
                            100 * share(all, Run::broken)));
        }
        lines.addAll(
                List.of(
                        "",
                        "- A fixed test looked at every day says nothing before its end, so that peeking does it no harm. What peeking does to the same interval shows the flat"
                                + " prior, whose credible interval is that of the fixed test at every look: its error is not controlled, and no correction for several metrics"
                                + " mends that. A prior around 0 that is as narrow as effects are holds it down, and is a claim of its own.",
                        "- Guardrails are asked at 5 % each and may reject without a success metric, so that *rejected* may exceed alpha; they never ship."));
    }

    private static void something(List<String> lines, int runs) {
        lines.addAll(
                List.of(
                        "",
                        "## Power and time to decision",
                        "",
                        String.format(
                                Locale.ROOT,
                                "Conversion alone, %,d runs a row; the treatment makes buying more probable by %.0f %% of what it is. *Days* are those of the runs that shipped; *all"
                                        + " days* count %d for those that did not.",
                                runs / 5,
                                100 * LIFT,
                                DAYS),
                        "",
                        "| inference | looks | units | shipped, % | over fixed | rejected, % | days to ship | all days |",
                        "|---|---|---|---|---|---|---|---|"));
        List<Way> ways =
                List.of(
                        new Way("fixed", TWO, ONE, FIXED, true, true),
                        new Way("always-valid", TWO, ONE, ALWAYS_VALID, true, true),
                        new Way("group-sequential, 3 looks", TWO, ONE, SPENDING, true, true),
                        new Way("Bayesian, flat prior", TWO, ONE, BAYESIAN, false, true),
                        new Way("Bayesian, prior N(0, 0.02²)", TWO, ONE, SCEPTICAL, false, true));
        for (int units : new int[] {UNITS, 2 * UNITS}) {
            double fixed = 0;
            for (Way way : ways) {
                Run[] all = runs(scaled(way, units), runs / 5, units, LIFT);
                double shipped = share(all, r -> r.ended() == Outcome.PROMOTE);
                fixed = fixed == 0 ? shipped : fixed;
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "| %s | %s | %,d | %.1f ± %.1f | %.2f | %.2f | %.1f | %.1f |",
                                way.name(),
                                looks(way),
                                units,
                                100 * shipped,
                                100 * error(shipped, all.length),
                                shipped / fixed,
                                100 * share(all, r -> r.ended() == Outcome.REJECT),
                                Arrays.stream(all)
                                        .filter(r -> r.ended() == Outcome.PROMOTE)
                                        .mapToInt(Run::day)
                                        .average()
                                        .orElse(0),
                                Arrays.stream(all).mapToInt(Run::day).average().orElse(0)));
            }
        }
    }

    private static Way scaled(Way way, int units) {
        return new Way(
                way.name(),
                way.variants(),
                way.metrics(),
                way.method().replace("400", String.valueOf(units)),
                way.keeps(),
                way.daily());
    }

    private static void novelty(List<String> lines, int runs) {
        lines.addAll(
                List.of(
                        "",
                        "## The novelty check, of an effect that stays",
                        "",
                        String.format(
                                Locale.ROOT,
                                "%,d runs a row, looked at once, at the end. Units come back, so that days are not independent. Asked: at most 5 %% of effects are"
                                        + " taken for changing.",
                                runs),
                        "",
                        "| metric | effect | taken for changing, % | as asked |",
                        "|---|---|---|---|"));
        for (String metric : List.of(CONVERSION, REVENUE, VIEWS)) {
            for (double lift : new double[] {0, LIFT}) {
                Way way = new Way("", TWO, metric, BAYESIAN, false, false);
                Run[] all = runs(way, runs, UNITS, lift);
                double share = share(all, Run::wears);
                double error = error(share, runs);
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "| %s | %s | %.2f ± %.2f | %s |",
                                way.experiment().metrics().getFirst().id(),
                                lift == 0 ? "none" : "stays",
                                100 * share,
                                100 * error,
                                share - error > 0.05 ? "**too often**" : "yes"));
            }
        }
    }

    private static String looks(Way way) {
        return way.daily() ? "daily" : "at the end";
    }

    private static String shape(Way way) {
        Experiment experiment = way.experiment();
        return "%d success, %d guardrails, %d variants"
                .formatted(
                        experiment.metrics(Role.SUCCESS).size(),
                        experiment.metrics(Role.GUARDRAIL).size(),
                        experiment.variants().size());
    }

    private static double share(Run[] runs, Predicate<Run> which) {
        return Arrays.stream(runs).filter(which).count() / (double) runs.length;
    }

    private static double error(double share, int runs) {
        return 2 * Math.sqrt(share * (1 - share) / runs);
    }

    /// Each with random numbers of its own, as [Rounds].
    private static Run[] runs(Way way, int runs, int units, double lift) {
        Experiment experiment = way.experiment();
        return Arrays.stream(new SplittableRandom(SEED).longs(runs).toArray())
                .parallel()
                .mapToObj(
                        own -> run(experiment, way.daily(), new SplittableRandom(own), units, lift))
                .toArray(Run[]::new);
    }

    private static Run run(
            Experiment experiment, boolean daily, SplittableRandom random, int units, double lift) {
        DrawnExperiment drawn = new DrawnExperiment(experiment, random, units, DAYS, lift);
        Outcome ended = Outcome.NEED_DATA;
        int day = DAYS;
        boolean claimed = false;
        boolean broken = false;
        boolean wears = false;
        List<Double> looks = List.of();
        for (int today = 0; today < DAYS; today++) {
            boolean looked = daily || today == DAYS - 1;
            if (!looked) {
                drawn.takeIn(today);
                continue;
            }
            Report report = drawn.endOf(today, looks);
            looks = report.looks();
            broken |= report.split().isBroken();
            claimed |= report.findings().stream().anyMatch(f -> isClaim(experiment, f));
            wears = report.findings().stream().anyMatch(VariantFinding::changes);
            boolean decided =
                    report.outcome() == Outcome.PROMOTE || report.outcome() == Outcome.REJECT;
            if (decided && ended == Outcome.NEED_DATA) {
                ended = report.outcome();
                day = today + 1;
            }
            if (lift != 0 && ended != Outcome.NEED_DATA) {
                break;
            }
        }
        return new Run(ended, day, claimed, broken, wears);
    }

    /// Whether a success metric's interval lies off 0, where it may be decided by it.
    private static boolean isClaim(Experiment experiment, VariantFinding found) {
        Finding finding = found.finding();
        boolean success =
                experiment.metrics().stream()
                        .filter(m -> m.id().equals(finding.criterion().id()))
                        .anyMatch(m -> m.role() == Role.SUCCESS);
        return success
                && finding.outcome() != Finding.Outcome.UNDECIDED
                && finding.measured()
                        .map(Measured::interval)
                        .map(i -> !i.contains(0))
                        .orElse(false);
    }
}
