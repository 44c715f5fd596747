"""What `benchmarks.jar evaluate` figures out, by polars, scikit-learn and scipy: python3 evaluate.py FOLDER [read | intervals].

Digests the files, reads the columns, joins by id, then each metric of both models with the intervals that these tools have
(t for means, Wilson for shares, order statistics for quantiles), then the gate's comparisons: Wilcoxon signed rank on log
losses, both areas, the quantile, the cost, McNemar by slice. What these tools do not have is left out: DeLong's and the
linearised intervals, the bootstrap, the Hodges-Lehmann estimate and the intervals of it and of the paired quantile.
With `intervals`, these too, and curves, calibration, histograms, best thresholds, worst rows, disagreement and slices of both
models and of their difference, as few lines of numpy as give them fast.
With `read`, nothing but reads the columns. Prints the figures, then the peak of resident memory in kilobytes."""
import glob
import hashlib
import json
import resource
import sys

import numpy as np
import polars as pl

folder = sys.argv[1]


def read(unit, names):
    frames = []
    for path in sorted(glob.glob(folder + "/" + unit + "/part-*")):
        if path.endswith(".parquet"):
            frames.append(pl.read_parquet(path, columns=names))
        elif path.endswith(".csv"):
            frames.append(pl.read_csv(path, columns=names))
        else:
            frames.append(pl.read_ndjson(path).select(names))
    return pl.concat(frames)


def columns():
    truth = read("datasets/bench-holdout/1", ["id", "label", "plan"])
    return truth, [read("models/bench/%s/predictions/bench-holdout/1" % v, ["id", "score"]) for v in ("v1", "v2")]


if sys.argv[2:] == ["read"]:
    columns()
    print("{}")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    sys.exit()

from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve

for path in sorted(glob.glob(folder + "/**", recursive=True)):
    if path.endswith((".parquet", ".csv", ".jsonl")):
        with open(path, "rb") as content:
            hashlib.file_digest(content, "sha256")
truth, predictions = columns()
joined = [truth.join(p, on="id", how="inner", validate="1:1", maintain_order="left") for p in predictions]
n = truth.height
assert all(j.height == n for j in joined)
label = truth["label"].to_numpy()
scores = [j["score"].to_numpy() for j in joined]
figures = {}


def mean(values):
    return float(values.mean()), stats.t.interval(0.95, n - 1, values.mean(), stats.sem(values))


def share(hits, of):
    return hits / of, stats.binomtest(int(hits), int(of)).proportion_ci(0.95, "wilson")


losses, rights = [], []
for version, score in zip(("v1", "v2"), scores):
    decision = score >= 0.5
    (tn, fp), (fn, tp) = metrics.confusion_matrix(label, decision).astype(float)
    clipped = np.clip(score, np.finfo(float).eps, 1 - np.finfo(float).eps)
    loss = -np.log(np.where(label, clipped, 1 - clipped))
    brier = (score - label) ** 2
    right = decision == label
    losses.append(loss)
    rights.append(right)
    weights, edges = np.histogram(score, bins=15, range=(0, 1))
    frequency, given = calibration_curve(label, score, n_bins=15)
    figures[version] = {
        "accuracy": share(metrics.accuracy_score(label, decision) * n, n),
        "precision": share(metrics.precision_score(label, decision) * (tp + fp), tp + fp),
        "recall": share(metrics.recall_score(label, decision) * (tp + fn), tp + fn),
        "f1": metrics.f1_score(label, decision),
        "specificity": share(metrics.recall_score(label, decision, pos_label=0) * (tn + fp), tn + fp),
        "mcc": metrics.matthews_corrcoef(label, decision),
        "roc_auc": metrics.roc_auc_score(label, score),
        "pr_auc": metrics.average_precision_score(label, score),
        "log_loss": (metrics.log_loss(label, score), mean(loss)[1]),
        "brier": (metrics.brier_score_loss(label, score), mean(brier)[1]),
        "ece": float(np.sum(weights[weights > 0] * np.abs(frequency - given)) / n),
    }
    for p in (0.5, 0.9, 0.95, 0.99, 0.999):
        figures[version]["log_loss_p%g" % (100 * p)] = (
            float(np.quantile(loss, p)), stats.quantile_test(loss, q=0, p=p).confidence_interval(0.95))

champion, challenger = losses
signed = stats.wilcoxon(challenger, champion, zero_method="pratt", correction=False, method="approx")
figures["better"] = float(signed.pvalue)
figures["ranks"] = figures["v2"]["roc_auc"] - figures["v1"]["roc_auc"]
figures["tail"] = float(np.quantile(challenger, 0.99) - np.quantile(champion, 0.99))
decision = scores[1] >= 0.5
figures["cost"] = mean(np.where(decision & ~label, 1.0, 0.0) + np.where(~decision & label, 5.0, 0.0))
plan = truth["plan"].to_numpy()
for value in sorted(set(truth["plan"].unique())):
    here = plan == value
    only = int(np.sum(rights[1][here] & ~rights[0][here]))
    other = int(np.sum(rights[0][here] & ~rights[1][here]))
    figures["slices " + value] = float(stats.binomtest(only, only + other).pvalue) if only + other else 1.0


def linearised(value, influence):
    return value, value + np.array([-1, 1]) * stats.norm.ppf(0.975) * influence.std(ddof=1) / np.sqrt(n)


def by_cell(formula, cells):
    """The interval of a function of the confusion matrix: linearised, or the bootstrap where rows are few."""
    if n <= BOOTSTRAP_ROWS:
        draws = np.random.default_rng(1).multinomial(n, cells / n, RESAMPLES).astype(float)
        return np.quantile(formula(draws.T), [0.025, 0.975])
    step = np.eye(4) * 1e-6 * n
    gradient = np.array([(formula(cells + h) - formula(cells - h)) / (2e-6 * n) for h in step])
    at = n * gradient
    spread = np.sqrt(np.sum(cells * (at - np.sum(cells * at) / n) ** 2) / (n - 1) / n)
    return formula(cells) + np.array([-1, 1]) * stats.norm.ppf(0.975) * spread


def resampled(metric):
    rng = np.random.default_rng(1)
    draws = [metric(rng.integers(0, n, n)) for _ in range(RESAMPLES)]
    return np.quantile(draws, [0.025, 0.975])


def placements(score):
    """DeLong's components (Sun and Xu 2014)."""
    positives, negatives = score[label], score[~label]
    both = stats.rankdata(np.concatenate([positives, negatives]))
    above = (both[: len(positives)] - stats.rankdata(positives)) / len(negatives)
    below = 1 - (both[len(positives):] - stats.rankdata(negatives)) / len(positives)
    return above, below


def delong(above, below):
    area = above.mean()
    spread = np.sqrt(above.var(ddof=1) / len(above) + below.var(ddof=1) / len(below))
    return area, area + np.array([-1, 1]) * stats.norm.ppf(0.975) * spread


def average_precision(score, truth):
    order = np.argsort(score)[::-1]
    hits = np.cumsum(truth[order])
    return np.sum(truth[order] * hits / np.arange(1, len(order) + 1)) / hits[-1]


def precision_influence(score, value):
    order = np.argsort(score)[::-1]
    truth = label[order].astype(float)
    above = np.arange(1.0, n + 1)
    hits = np.cumsum(truth)
    precision = hits / above
    gain = np.cumsum((truth / above)[::-1])[::-1]
    loss = np.cumsum((truth * precision / above)[::-1])[::-1]
    return (truth * (precision + gain - value) - loss) * n / hits[-1]


def calibration_error(score, truth):
    bins = np.minimum((score * 15).astype(int), 14)
    return np.abs(np.bincount(bins, score - truth, 15)).sum() / len(score)


def calibration_influence(score):
    bins = np.minimum((score * 15).astype(int), 14)
    return np.sign(np.bincount(bins, score - label, 15))[bins] * (score - label)


def walsh(differences, ranks):
    """Order statistics of the means of all pairs, by counting those below."""
    values = np.sort(differences)
    # Sums of pairs are counted by where each value's partner would stand.
    def below(t, rank):
        partners = np.searchsorted(values, 2 * t - values[::-1], side="right")
        return (partners.sum() + np.searchsorted(values, t, side="right")) / 2 - rank
    return [optimize.brentq(below, values[0] - 1, values[-1] + 1, args=(rank,), xtol=1e-10) for rank in ranks]


def paired_quantile(one, other, p):
    width = stats.norm.ppf(0.975) * np.sqrt(n * p * (1 - p))
    low, high = int(np.floor(n * p - width)), int(np.ceil(n * p + width))
    slopes, values = [], []
    for column in (one, other):
        ends = np.partition(column, [low, min(high, n - 1)])
        slopes.append((ends[min(high, n - 1)] - ends[low]) * n / (high - low))
        values.append(np.quantile(column, p))
    influence = (other <= values[1]) * slopes[1] - (one <= values[0]) * slopes[0]
    return linearised(values[0] - values[1], influence)


def wilson(hits, of, confidence=0.95):
    z = stats.norm.ppf((1 + confidence) / 2)
    middle = (hits + z * z / 2) / (of + z * z)
    return middle, z * np.sqrt(hits * (of - hits) / np.maximum(of, 1) + z * z / 4) / (of + z * z)


def best_threshold(score, false_positive, false_negative):
    """Where it costs least to decide for the positive class, and what it costs."""
    order = np.argsort(score)
    ordered = score[order]
    costs = np.cumsum(np.where(label[order], false_negative, -false_positive)) + false_positive * (~label).sum()
    last = np.append(ordered[1:] != ordered[:-1], True)
    at = np.flatnonzero(last)[np.argmin(costs[last])]
    return ordered[min(at + 1, n - 1)], costs[at] / n


if sys.argv[2:] == ["intervals"]:
    from scipy import optimize

    BOOTSTRAP_ROWS, RESAMPLES = 5_000, 2_000
    intervals, components = {}, []
    for version, score, loss, right in zip(("v1", "v2"), scores, losses, rights):
        decision = score >= 0.5
        cells = metrics.confusion_matrix(label, decision).astype(float).ravel()
        above, below = placements(score)
        components.append((above, below))
        average = figures[version]["pr_auc"]
        intervals[version] = {
            "f1": by_cell(lambda c: 2 * c[3] / (2 * c[3] + c[1] + c[2]), cells),
            "mcc": by_cell(
                lambda c: (c[3] * c[0] - c[1] * c[2])
                / np.sqrt((c[3] + c[1]) * (c[3] + c[2]) * (c[0] + c[1]) * (c[0] + c[2])), cells),
            "roc_auc": delong(above, below)[1],
            "pr_auc": resampled(lambda rows: average_precision(score[rows], label[rows]))
            if n <= BOOTSTRAP_ROWS else linearised(average, precision_influence(score, average))[1],
            "ece": resampled(lambda rows: calibration_error(score[rows], label[rows]))
            if n <= BOOTSTRAP_ROWS else linearised(figures[version]["ece"], calibration_influence(score))[1],
        }
        for curve in (metrics.roc_curve(label, score), metrics.precision_recall_curve(label, score)):
            thinned = [points[:: max(1, len(points) // 512)] for points in curve]
        np.histogram(score[label], 20, (0, 1)), np.histogram(score[~label], 20, (0, 1))
        bins = np.minimum((score * 15).astype(int), 14)
        wilson(np.bincount(bins, label, 15), np.bincount(bins, minlength=15), 1 - 0.05 / 15)
        best_threshold(score, 1.0, 5.0)
        worst = np.argsort(-loss[np.argpartition(-loss, 100)[:100]])
        for value in sorted(set(truth["plan"].unique())):
            here = plan == value
            stats.t.interval(0.95, here.sum() - 1, loss[here].mean(), stats.sem(loss[here]))
            stats.binomtest(int(right[here].sum()), int(here.sum())).proportion_ci(0.95, "wilson")
    pairs = n * (n + 1) / 2
    reach = stats.norm.ppf(0.975) * np.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    middle, low, high = walsh(challenger - champion, (pairs / 2, pairs / 2 - reach, pairs / 2 + reach))
    intervals["better"] = middle, (low, high)
    area = components[1][0] - components[0][0], components[1][1] - components[0][1]
    intervals["ranks"] = delong(*area)
    intervals["tail"] = paired_quantile(challenger, champion, 0.99)
    regret = np.argpartition(champion - challenger, 100)[:100]
    differs = rights[0] != rights[1]
    wilson(differs.sum(), n)
    for value in sorted(set(truth["plan"].unique())):
        here = plan == value
        stats.ttest_rel(challenger[here], champion[here]).confidence_interval(1 - 0.05 / 4)
        wilson(differs[here].sum(), here.sum(), 1 - 0.05 / 4)
    figures["intervals"] = intervals

print(json.dumps(figures, default=lambda x: [float(v) for v in x]).replace("NaN", "null"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
