"""Reference values of metrics, by scikit-learn. Run in this folder: python3 metrics.py"""
import csv
import pathlib
import warnings

import numpy as np
import sklearn
import sklearn.metrics as m
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")
OUT = pathlib.Path(__file__).parent.parent / "resources" / "reference" / "metrics"
RNG = np.random.default_rng(20261124)
TOLERANCE = 1e-12  # relative: both add the same numbers, in another order


def vector(values):
    return " ".join(repr(float(v)) if not float(v).is_integer() else str(int(v)) for v in np.ravel(values))


def write(name, columns, rows, calls):
    with open(OUT / f"{name}.csv", "w", newline="") as out:
        out.write(f"# scikit-learn {sklearn.__version__} numpy {np.__version__}: {calls} (reference-makers/metrics.py)\n# tolerance: relative, absolute below 1; double rounding in sums of other order\n")
        table = csv.writer(out, lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)


def ece(y, p, w):
    """calibration_curve's bins (15, uniform), weighted by the rows in them."""
    edges = np.linspace(0.0, 1.0, 16)
    place = np.searchsorted(edges[1:-1], p)
    if w is None:  # the same bins as scikit-learn's own curve
        frequency, score = calibration_curve(y, p, n_bins=15, strategy="uniform")
        size = np.bincount(place, minlength=15)
        return float(np.sum(size[size > 0] * np.abs(frequency - score)) / len(y))
    total = sum(abs(np.sum((w * (p - y))[place == b])) for b in range(15))
    return float(total / np.sum(w))


def binary():
    metrics = {
        "accuracy": lambda y, p, d, w: m.accuracy_score(y, d, sample_weight=w),
        "precision": lambda y, p, d, w: m.precision_score(y, d, sample_weight=w),
        "recall": lambda y, p, d, w: m.recall_score(y, d, sample_weight=w),
        "specificity": lambda y, p, d, w: m.recall_score(y, d, pos_label=0, sample_weight=w),
        "f1": lambda y, p, d, w: m.f1_score(y, d, sample_weight=w),
        "mcc": lambda y, p, d, w: m.matthews_corrcoef(y, d, sample_weight=w),
        "roc_auc": lambda y, p, d, w: m.roc_auc_score(y, p, sample_weight=w),
        "pr_auc": lambda y, p, d, w: m.average_precision_score(y, p, sample_weight=w),
        "log_loss": lambda y, p, d, w: m.log_loss(y, p, sample_weight=w, labels=[0, 1]),
        "brier": lambda y, p, d, w: m.brier_score_loss(y, p, sample_weight=w),
        "ece": lambda y, p, d, w: ece(y, p, w),
    }
    cases = []
    for n, share, digits, weighted in [(8, 0.5, 3, False), (20, 0.3, 2, False), (30, 0.5, 1, False), (40, 0.1, 2, False),
                                       (60, 0.8, 3, False), (25, 0.4, 2, True), (40, 0.5, 1, True), (50, 0.2, 6, True)]:
        y = (RNG.random(n) < share).astype(int)
        y[:2] = [0, 1]
        p = np.round(np.clip(0.3 * y + 0.7 * RNG.random(n), 0, 1), digits)
        cases.append((f"n={n} digits={digits}", y, p, RNG.integers(1, 9, n) / 4 if weighted else None))
    y = np.array([0, 0, 1, 1, 1, 0, 1, 0])
    cases.append(("certain and wrong", y, np.array([0, 1, 0, 1, 1, 0, 0.5, 0.5]), None))
    cases.append(("bin edges", y, np.array([0.2, 0.4, 0.6, 0.8, 1, 1 / 15, 2 / 15, 7 / 15]), None))
    cases.append(("one score", y, np.full(8, 0.7), None))
    rows = []
    for case, y, p, w in cases:
        d = (p >= 0.5).astype(int)
        for name, of in metrics.items():
            if name == "precision" and d.sum() == 0:
                continue
            rows.append([f"{name} {case}", name, vector(p), vector(y), "" if w is None else vector(w),
                         repr(float(of(y, p, d, w))), TOLERANCE])
    write("binary", ["case", "metric", "scores", "truth", "weights", "expected", "tolerance"], rows,
          "accuracy_score precision_score recall_score f1_score matthews_corrcoef roc_auc_score"
          " average_precision_score log_loss brier_score_loss calibration_curve")


def regression():
    metrics = {
        "mae": m.mean_absolute_error, "mse": m.mean_squared_error, "rmse": m.root_mean_squared_error,
        "mape": m.mean_absolute_percentage_error, "r2": m.r2_score,
        "pinball_p50": lambda y, p, sample_weight: m.mean_pinball_loss(y, p, alpha=0.5, sample_weight=sample_weight),
        "pinball_p90": lambda y, p, sample_weight: m.mean_pinball_loss(y, p, alpha=0.9, sample_weight=sample_weight),
        "pinball_p99": lambda y, p, sample_weight: m.mean_pinball_loss(y, p, alpha=0.99, sample_weight=sample_weight),
        "median_ae": m.median_absolute_error,
        "bias": lambda y, p, sample_weight: abs(np.average(p - y, weights=sample_weight)),
    }
    rows = []
    cases = []
    for n, scale, weighted in [(9, 1, False), (20, 100, False), (35, 0.01, False), (50, 1e6, False), (64, 1, False),
                               (10, 1, True), (30, 10, True), (41, 1000, True)]:
        y = np.round(RNG.normal(0.5, 1, n) * scale, 6)
        p = np.round(y + RNG.standard_t(3, n) * scale / 3, 6)
        cases.append((f"n={n} scale={scale}", y, p, RNG.integers(1, 9, n) / 4 if weighted else None))
    cases.append(("truth holds zeros", np.array([0, 1, 2, 3, 0, 5, 6, 7.0]), np.array([0, 1.5, 2, 2, 0, 5, 7, 7.5]), None))
    cases.append(("all but right", np.arange(8.0), np.arange(8.0) + np.array([0, 0, 0, 0, 0, 0, 0.5, -0.25]), None))
    for case, y, p, w in cases:
        for name, of in metrics.items():
            if name == "median_ae" and w is not None:
                continue
            rows.append([f"{name} {case}", name, vector(p), vector(y), "" if w is None else vector(w),
                         repr(float(of(y, p, sample_weight=w))), TOLERANCE])
    write("regression", ["case", "metric", "predictions", "truth", "weights", "expected", "tolerance"], rows,
          "mean_absolute_error mean_squared_error root_mean_squared_error mean_absolute_percentage_error r2_score"
          " mean_pinball_loss median_absolute_error; bias is numpy.average")


def multiclass():
    metrics = {
        "accuracy": lambda y, s, d, w: m.accuracy_score(y, d, sample_weight=w),
        "balanced_accuracy": lambda y, s, d, w: m.balanced_accuracy_score(y, d, sample_weight=w),
        "f1_macro": lambda y, s, d, w: m.f1_score(y, d, average="macro", sample_weight=w),
        "f1_micro": lambda y, s, d, w: m.f1_score(y, d, average="micro", sample_weight=w),
        "f1_weighted": lambda y, s, d, w: m.f1_score(y, d, average="weighted", sample_weight=w),
        "mcc": lambda y, s, d, w: m.matthews_corrcoef(y, d, sample_weight=w),
        "log_loss": lambda y, s, d, w: m.log_loss(y, s, sample_weight=w, labels=range(s.shape[1])),
        "brier": lambda y, s, d, w: m.brier_score_loss(y, s, sample_weight=w, labels=range(s.shape[1])),
        "roc_auc_ovr": lambda y, s, d, w: m.roc_auc_score(y, s, multi_class="ovr", sample_weight=w),
        "top_2_accuracy": lambda y, s, d, w: m.top_k_accuracy_score(y, s, k=2, sample_weight=w, labels=range(s.shape[1])),
    }
    rows = []
    for n, k, digits, weighted, absent in [(12, 3, 2, False, False), (30, 3, 1, False, False), (40, 4, 3, False, False),
                                           (60, 5, 2, False, False), (25, 3, 2, False, True), (30, 3, 2, True, False),
                                           (40, 4, 1, True, False), (50, 5, 3, True, False), (80, 3, 2, False, False)]:
        y = RNG.integers(0, k - 1 if absent else k, n)
        if not absent:
            y[:k] = range(k)
        raw = RNG.random((n, k)) + np.eye(k)[y] * 0.4
        whole = 10 ** digits  # shares of whole units: rows add up to 1, and scores tie
        s = np.floor(raw / raw.sum(axis=1, keepdims=True) * whole)
        s[np.arange(n), RNG.integers(0, k, n)] += whole - s.sum(axis=1)
        s = s / whole
        w = RNG.integers(1, 9, n) / 4 if weighted else None
        d = s.argmax(axis=1)
        for name, of in metrics.items():
            if name == "roc_auc_ovr" and absent:
                continue
            rows.append([f"{name} n={n} classes={k} digits={digits}", name, k, vector(s), vector(y),
                         "" if w is None else vector(w), repr(float(of(y, s, d, w))), TOLERANCE])
    write("multiclass", ["case", "metric", "classes", "scores", "truth", "weights", "expected", "tolerance"], rows,
          "accuracy_score balanced_accuracy_score f1_score matthews_corrcoef log_loss brier_score_loss roc_auc_score(ovr)"
          " top_k_accuracy_score")


def ranking():
    rows = []
    for documents, queries, digits, graded in [(5, 4, 2, False), (8, 6, 2, True), (12, 5, 1, True), (20, 8, 1, False), (20, 8, 3, True),
                                               (15, 10, 1, True), (6, 12, 2, False), (30, 4, 2, True), (10, 9, 1, False)]:
        relevance = RNG.integers(0, 4 if graded else 2, (queries, documents)).astype(float)
        relevance[0, :] = 0
        relevance[1, 0] = 1
        scores = np.round(RNG.random((queries, documents)) + relevance * 0.1, digits)
        common = [vector(scores), vector(relevance), vector(np.repeat(np.arange(queries), documents))]
        case = f"{queries} queries of {documents} digits={digits}"
        for k in (3, 10):
            value = m.ndcg_score(relevance, scores, k=k)
            rows.append([f"ndcg_at_{k} {case}", f"ndcg_at_{k}", *common, repr(float(value)), TOLERANCE])
        found = [m.average_precision_score(r > 0, s) if (r > 0).any() else 0.0 for r, s in zip(relevance, scores)]
        rows.append([f"map {case}", "map", *common, repr(float(np.mean(found))), TOLERANCE])
        first = [max([1 / np.sum(s >= s[i]) for i in np.flatnonzero(r > 0)], default=0) for r, s in zip(relevance, scores)]
        rows.append([f"mrr {case}", "mrr", *common, repr(float(np.mean(first))), TOLERANCE])
    write("ranking", ["case", "metric", "scores", "relevance", "queries", "expected", "tolerance"], rows,
          "ndcg_score average_precision_score; mrr is numpy, a tie counts at its last place")


if __name__ == "__main__":
    binary()
    regression()
    multiclass()
    ranking()
