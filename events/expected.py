#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy==2.4.6", "pandas==3.1.1", "pyarrow==26.0.1", "scipy==1.17.1", "zstandard==0.25.0", "onnxruntime"]
# ///
"""Writes events/expected.csv: what the verdicts on events/uploads must say, by scipy instead of by Assay.

    python3 events/expected.py

It reads the uploads alone. Versions are tried in order; the champion moves with a PROMOTE. Intervals are
two-sided at 1 - alpha and for challenger minus champion; where a criterion has slices they are Bonferroni's
(p-values are as they come). Every verdict is checked to be the same at a fiftieth of alpha.
Differences of quantiles have a percentile bootstrap's interval (10,000 resamples, seed 0): compare them loosely.
"""

import io
import json
import platform
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
import scipy
import zstandard
from scipy import stats

HERE = Path(__file__).parent
UPLOADS = HERE / "uploads"


def read_json(*path):
    return json.loads(UPLOADS.joinpath(*path).read_text())


def read_table(folder):
    path = next(path for path in folder.iterdir() if path.name.startswith("part-"))
    if path.name.endswith(".parquet"):
        return pd.read_parquet(path)
    if path.name.endswith(".jsonl.zst"):
        return pd.read_json(io.BytesIO(zstandard.ZstdDecompressor().decompress(path.read_bytes())), lines=True)
    return pd.read_csv(path)


def predictions(model, version, dataset, labels):
    """What was uploaded; of a model that was uploaded alone, what it answers."""
    folder = UPLOADS / "models" / model / version
    if (folder / "predictions").is_dir():
        return read_table(folder / "predictions" / dataset / "1")
    manifest = read_json("models", model, version, "model.json")
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    feature = {name: labels[name] if name in labels else labels[name.rsplit("_", 1)[0]] == name.rsplit("_", 1)[1]
               for name in manifest["inputs"]}
    takes = session.get_inputs()
    if len(takes) == 1:
        feed = {takes[0].name: np.column_stack([feature[name].astype(np.float32) for name in manifest["inputs"]])}
    else:
        feed = {take.name: feature[take.name].to_numpy(np.int64 if "int64" in take.type else object)[:, None]
                for take in takes}
    answer = session.run([manifest["output"]["tensor"]], feed)[0]
    score = np.array([row[1] for row in answer], float)
    threshold = next(c["threshold"] for c in read_json("gates", model, "gate.json")["criteria"] if "threshold" in c)
    return pd.DataFrame({"id": labels["id"], "score": score, "prediction": score >= threshold})


# --------------------------------------------------------------------------------------- losses


def log_loss(row):
    score = row["score"].clip(1e-15, 1 - 1e-15)
    return -np.log(np.where(row["target"], score, 1 - score))


def absolute_error(row):
    return np.abs(row["prediction"] - row["target"]).to_numpy(float)


def cost(row, costs):
    wrongly_positive = row["prediction"].astype(bool) & ~row["target"]
    wrongly_negative = ~row["prediction"].astype(bool) & row["target"]
    return (costs["falsePositive"] * wrongly_positive + costs["falseNegative"] * wrongly_negative).to_numpy(float)


def losses(row, criterion):
    """The losses per example, and what makes one number of them."""
    metric = criterion["metric"]
    if metric == "expected_cost":
        return cost(row, criterion["costs"]), np.mean
    loss = log_loss(row) if metric.startswith("log_loss") else absolute_error(row)
    if "_p" in metric:
        level = float(metric.rsplit("_p", 1)[1]) / 100
        return loss, lambda values, axis=None: np.quantile(values, level, axis=axis)
    return loss, np.mean


# ------------------------------------------------------------------------------------ intervals


def paired_t(difference, alpha):
    test = stats.ttest_1samp(difference, 0)
    interval = test.confidence_interval(1 - alpha)
    return difference.mean(), interval.low, interval.high, test.pvalue


def wilcoxon(difference, alpha):
    """Pratt's zeros for the p-value; Hodges-Lehmann's estimate, and its interval by the normal approximation."""
    n = len(difference)
    upper_triangle = np.triu_indices(n)
    walsh = np.sort(((difference[:, None] + difference[None, :]) / 2)[upper_triangle])
    z = stats.norm.isf(alpha / 2)
    rank = int(np.floor(n * (n + 1) / 4 - z * np.sqrt(n * (n + 1) * (2 * n + 1) / 24)))
    test = stats.wilcoxon(difference, zero_method="pratt", correction=False, method="asymptotic")
    return np.median(walsh), walsh[rank - 1], walsh[-rank], test.pvalue


def bootstrap(champion, challenger, statistic, alpha):
    random = np.random.default_rng(0)
    differences = np.empty(10_000)
    for at in range(len(differences)):
        drawn = random.integers(0, len(champion), len(champion))
        differences[at] = statistic(challenger[drawn]) - statistic(champion[drawn])
    low, high = np.quantile(differences, [alpha / 2, 1 - alpha / 2])
    return statistic(challenger) - statistic(champion), low, high, np.nan


# ------------------------------------------------------------------------------------- criteria


def decide(criterion, low, high):
    match criterion["rule"]:
        case "superior":
            bound = -criterion["margin"]
        case "non-inferior":
            bound = criterion["margin"]
        case "at-most":
            bound = criterion["value"]
    return "PASS" if high < bound else "FAIL" if low > bound else "UNDECIDED"


def answers(criterion, challenger, champion, alpha):
    """One row for each slice (or for all), and for each test where the gate leaves more than one route."""
    by = criterion.get("by", [])
    slices = sorted({value for name in by for value in challenger[name]}) or [""]
    level = alpha / len(slices)
    for part in slices:
        keep = challenger[by[0]] == part if part else np.full(len(challenger), True)
        new, statistic = losses(challenger[keep], criterion)
        common = {"criterion": criterion["id"], "metric": criterion["metric"], "slice": part, "rows": int(keep.sum()),
                  "challenger": statistic(new)}
        if criterion["rule"] == "at-most":
            routes = {"t": (*paired_t(new, level)[:3], np.nan)}
        elif champion is None:
            routes = {}
            yield common | {"outcome": "NOT_APPLICABLE"}
        else:
            old, _ = losses(champion[keep], criterion)
            common["champion"] = statistic(old)
            routes = ({"paired-t": paired_t(new - old, level), "wilcoxon": wilcoxon(new - old, level)}
                      if statistic is np.mean else {"bootstrap": bootstrap(old, new, statistic, level)})
            if by:
                del routes["wilcoxon"]
        for test, (estimate, low, high, p) in routes.items():
            yield common | {"test": test, "estimate": estimate, "lower": low, "upper": high, "pValue": p,
                            "outcome": decide(criterion, low, high)}


def verdict(outcomes):
    return "REJECT" if "FAIL" in outcomes else "NEED_DATA" if "UNDECIDED" in outcomes else "PROMOTE"


def trial(model, alpha=None):
    gate = read_json("gates", model, "gate.json")
    dataset = gate["datasets"][0]
    manifest = read_json("datasets", dataset, "1", "dataset.json")
    target = next(column["name"] for column in manifest["columns"] if column["role"] == "target")
    labels = read_table(UPLOADS / "datasets" / dataset / "1").rename(columns={target: "target"})
    champion, champion_name = None, ""
    for version in sorted(path.name for path in (UPLOADS / "models" / model).iterdir()):
        challenger = labels.merge(predictions(model, version, dataset, labels), on="id")
        assert len(challenger) == len(labels), "a prediction for every row"
        rows = [row for criterion in gate["criteria"]
                if not criterion.get("metric", "missing_predictions").startswith(("missing_predictions", "call_latency"))
                for row in answers(criterion, challenger, champion, alpha or gate["alpha"])]
        chosen = {criterion["id"]: criterion.get("test") for criterion in gate["criteria"]}
        outcome = verdict([row["outcome"] for row in rows
                           if chosen[row["criterion"]] in (None, row.get("test")) or "test" not in row])
        for row in rows:
            yield {"subject": f"model:{model}@{version}", "against": champion_name, "verdict": outcome} | row
        if outcome == "PROMOTE":
            champion, champion_name = challenger, f"model:{model}@{version}"


COLUMNS = ["subject", "against", "verdict", "criterion", "metric", "slice", "test", "rows", "champion", "challenger",
           "estimate", "lower", "upper", "pValue", "outcome"]

if __name__ == "__main__":
    table, stricter = (
        pd.DataFrame([row for model in ["credit", "loan", "strike-speed"] for row in trial(model, alpha)], columns=COLUMNS)
        for alpha in [None, 0.001])
    assert (table["verdict"] == stricter["verdict"]).all(), "a verdict hangs on the level"
    head = (f"# Python {platform.python_version()}, scipy {scipy.__version__}, numpy {np.__version__}: "
            "python3 events/expected.py\n")
    (HERE / "expected.csv").write_text(head + table.to_csv(index=False, float_format="%.10g", lineterminator="\n"))
