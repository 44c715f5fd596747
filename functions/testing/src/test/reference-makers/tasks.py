"""One model of each task on real data, as it is uploaded, and its figures by scikit-learn and scipy.

v1 is trained on few columns, v2 on all, v3 on few and with noise. Run in this folder: python3 tasks.py
"""
import csv
import pathlib

import numpy as np
import pandas as pd
import polars as pl
import scipy
import scipy.stats as st
import sklearn
import sklearn.datasets as d
import sklearn.metrics as m
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

OUT = pathlib.Path(__file__).parents[4] / "evaluation" / "src" / "test" / "resources" / "tasks"
RNG = np.random.default_rng(20261125)
CODECS = {"dataset": "snappy", "v1": "zstd", "v2": "gzip", "v3": "uncompressed"}
EXPECTED = []


def write(task, name, frame):
    folder = OUT / task
    folder.mkdir(parents=True, exist_ok=True)
    frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    frame.to_json(folder / f"{name}.jsonl", orient="records", lines=True, double_precision=15)
    pl.DataFrame({c: frame[c].tolist() for c in frame}).write_parquet(folder / f"{name}.parquet", compression=CODECS[name])


def rounded(values):
    """Twelve digits, so that text and Parquet hold the very same numbers."""
    return np.round(np.asarray(values, float), 12)


def expect(task, version, metric, value, tolerance=1e-9):
    EXPECTED.append([task, version, metric, repr(float(value)), tolerance])


def outcome(task, version, challenger, champion, higher=False, tolerance=1e-6):
    """The decision of the default gate's test: Wilcoxon's signed ranks, zeros by Pratt."""
    p = st.wilcoxon(challenger, champion, zero_method="pratt", method="approx", correction=False).pvalue
    gain = np.median(challenger - champion) * (1 if higher else -1)
    expect(task, version, "p_value", p, tolerance)
    EXPECTED.append([task, version, "outcome", "PROMOTE" if p < 0.05 and gain > 0 else "REJECT" if p < 0.05 else "NEED_DATA", 0])


def classifier():
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))


def ids(n):
    return [f"r-{i:04d}" for i in range(n)]


def binary():
    data = d.load_breast_cancer()
    rows = RNG.permutation(len(data.target))[:400]
    x, y = data.data[rows], data.target[rows]
    few = x[:, [9, 14, 18]]
    p = {"v1": cross_val_predict(classifier(), few, y, cv=10, method="predict_proba")[:, 1],
         "v2": cross_val_predict(classifier(), x, y, cv=10, method="predict_proba")[:, 1],
         "v3": np.clip(0.5 + RNG.normal(0, 0.2, len(y)), 0.01, 0.99)}
    write("binary", "dataset", pd.DataFrame({"id": ids(len(y)), "size": np.where(x[:, 0] > np.median(x[:, 0]), "large", "small"), "benign": y == 1}))
    loss = {}
    for v, score in p.items():
        score = rounded(score)
        write("binary", v, pd.DataFrame({"id": ids(len(y)), "score": score}).sample(frac=1, random_state=1))
        loss[v] = -np.log(np.where(y == 1, score, 1 - score))
        expect("binary", v, "log_loss", m.log_loss(y, score))
        expect("binary", v, "accuracy", m.accuracy_score(y, score >= 0.5))
        expect("binary", v, "roc_auc", m.roc_auc_score(y, score))
        expect("binary", v, "pr_auc", m.average_precision_score(y, score))
        expect("binary", v, "brier", m.brier_score_loss(y, score))
        expect("binary", v, "mcc", m.matthews_corrcoef(y, score >= 0.5))
    outcome("binary", "v2", loss["v2"], loss["v1"])
    outcome("binary", "v3", loss["v3"], loss["v2"])


def multiclass():
    data = d.load_wine()
    x, y = data.data, data.target
    p = {"v1": cross_val_predict(classifier(), x[:, [1, 2]], y, cv=10, method="predict_proba"),
         "v2": cross_val_predict(classifier(), x, y, cv=10, method="predict_proba"),
         "v3": RNG.dirichlet([2, 2, 2], len(y))}
    names = ["a", "b", "c"]
    write("multiclass", "dataset", pd.DataFrame({"id": ids(len(y)), "strength": np.where(x[:, 0] > 13, "strong", "light"), "cultivar": np.array(names)[y]}))
    loss = {}
    for v, score in p.items():
        score = rounded(score)
        frame = pd.DataFrame({"id": ids(len(y)), **{f"score_{c}": score[:, k] for k, c in enumerate(names)}})
        write("multiclass", v, frame.sample(frac=1, random_state=2))
        true = score[np.arange(len(y)), y]
        loss[v] = -np.log(np.clip(true, 2.0**-52, 1))
        decided = score.argmax(1)
        expect("multiclass", v, "log_loss", loss[v].mean())
        expect("multiclass", v, "accuracy", m.accuracy_score(y, decided))
        expect("multiclass", v, "balanced_accuracy", m.balanced_accuracy_score(y, decided))
        expect("multiclass", v, "f1_macro", m.f1_score(y, decided, average="macro"))
        expect("multiclass", v, "mcc", m.matthews_corrcoef(y, decided))
    outcome("multiclass", "v2", loss["v2"], loss["v1"])
    outcome("multiclass", "v3", loss["v3"], loss["v2"])


def regressions():
    data = d.load_diabetes()
    x, y = data.data, data.target
    return x, y, {"v1": cross_val_predict(LinearRegression(), x[:, [0, 5]], y, cv=10),
                  "v2": cross_val_predict(LinearRegression(), x, y, cv=10),
                  "v3": y.mean() + RNG.normal(0, 90, len(y))}


def regression():
    x, y, p = regressions()
    write("regression", "dataset", pd.DataFrame({"id": ids(len(y)), "sex": np.where(x[:, 1] > 0, "one", "other"), "progress": y}))
    loss = {}
    for v, value in p.items():
        value = rounded(value)
        write("regression", v, pd.DataFrame({"id": ids(len(y)), "prediction": value}).sample(frac=1, random_state=3))
        loss[v] = np.abs(value - y)
        expect("regression", v, "mae", m.mean_absolute_error(y, value))
        expect("regression", v, "mse", m.mean_squared_error(y, value))
        expect("regression", v, "rmse", m.root_mean_squared_error(y, value))
        expect("regression", v, "r2", m.r2_score(y, value))
        expect("regression", v, "median_ae", m.median_absolute_error(y, value))
        expect("regression", v, "mape", m.mean_absolute_percentage_error(y, value))
        expect("regression", v, "pinball_p90", m.mean_pinball_loss(y, value, alpha=0.9))
    outcome("regression", "v2", loss["v2"], loss["v1"])
    outcome("regression", "v3", loss["v3"], loss["v2"])


def ranking():
    x, y, p = regressions()
    n = len(y) - len(y) % 5
    query = np.repeat(np.arange(n // 5), 5)
    relevance = np.digitize(y[:n], np.quantile(y, [0.4, 0.6, 0.8]))
    names = [f"q{q:02d}" for q in query]
    write("ranking", "dataset", pd.DataFrame({"id": ids(n), "query": names, "relevance": relevance.astype(float)}))
    gain = {}
    for v, value in p.items():
        value = rounded(value[:n])
        write("ranking", v, pd.DataFrame({"id": ids(n), "query": names, "score": value}).sample(frac=1, random_state=4))
        gain[v] = np.array([m.ndcg_score([relevance[query == q]], [value[query == q]], k=10) for q in range(n // 5)])
        expect("ranking", v, "ndcg_at_10", gain[v].mean())
        expect("ranking", v, "map", np.mean([m.average_precision_score(relevance[query == q] > 0, value[query == q]) if (relevance[query == q] > 0).any() else 0 for q in range(n // 5)]))
    outcome("ranking", "v2", gain["v2"], gain["v1"], higher=True, tolerance=1e-3)
    outcome("ranking", "v3", gain["v3"], gain["v2"], higher=True, tolerance=1e-3)


def scored():
    """A judge's score in [0, 1] of each answer: here, how near a number came."""
    x, y, p = regressions()
    write("scored", "dataset", pd.DataFrame({"id": ids(len(y)), "sex": np.where(x[:, 1] > 0, "one", "other")}))
    score = {}
    for v, value in p.items():
        score[v] = rounded(np.exp(-np.abs(value - y) / 50))
        write("scored", v, pd.DataFrame({"id": ids(len(y)), "score": score[v]}).sample(frac=1, random_state=5))
        expect("scored", v, "score", score[v].mean())
        expect("scored", v, "score_p5", np.quantile(score[v], 0.05))
    outcome("scored", "v2", score["v2"], score["v1"], higher=True)
    outcome("scored", "v3", score["v3"], score["v2"], higher=True)


for make in (binary, multiclass, regression, ranking, scored):
    make()
with open(OUT / "expected.csv", "w", newline="") as out:
    out.write(f"# scikit-learn {sklearn.__version__} scipy {scipy.__version__} numpy {np.__version__}: sklearn.metrics, scipy.stats.wilcoxon(zero_method='pratt', correction=False) (reference-makers/tasks.py)\n")
    out.write("# tolerance: relative, absolute below 1; double rounding, and for p-values what differs in the normal tail; in ranking, gains that are equal but for rounding are ties here and not there\n")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["task", "version", "what", "value", "tolerance"])
    table.writerows(EXPECTED)
