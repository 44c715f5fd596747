"""What `benchmarks.jar evaluate` figures out, by polars, scikit-learn and scipy: python3 evaluate.py FOLDER [read].

Digests the files, reads the columns, joins by id, then each metric of both models with the intervals that these tools have
(t for means, Wilson for shares, order statistics for quantiles), then the gate's comparisons: Wilcoxon signed rank on log
losses, both areas, the quantile, the cost, McNemar by slice. What only the engine has is not imitated: DeLong's and the
linearised intervals, the bootstrap, and the intervals of the Hodges-Lehmann estimate and the paired quantile.
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
print(json.dumps(figures, default=lambda x: [float(v) for v in x]).replace("NaN", "null"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
