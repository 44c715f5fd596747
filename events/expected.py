#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy==2.4.6", "pandas==3.1.1", "pyarrow==26.0.1", "scipy==1.17.1", "zstandard==0.25.0", "onnxruntime"]
# ///
"""Writes events/expected.csv: what the verdicts on events/uploads must say, by scipy instead of by Assay.

    python3 events/expected.py

It reads the uploads alone. Versions are tried in order; the champion moves with a PROMOTE (of `spam`, once its experiment
promotes). Experiments have always-valid intervals, from all their days at once. Intervals are
two-sided at 1 - alpha and for challenger minus champion; where a criterion has slices they are Bonferroni's
(p-values are as they come). Every version's verdict is checked to be the same at a fiftieth of alpha.
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


HIGHER_IS_BETTER = ("accuracy", "specificity")


def decided(row):
    return row["prediction"].astype(bool) if "prediction" in row else row["score"] >= 0.5


def cost(row, costs):
    wrongly_positive = row["prediction"].astype(bool) & ~row["target"]
    wrongly_negative = ~row["prediction"].astype(bool) & row["target"]
    return (costs["falsePositive"] * wrongly_positive + costs["falseNegative"] * wrongly_negative).to_numpy(float)


def losses(row, criterion):
    """The losses per example, and what makes one number of them."""
    metric = criterion["metric"]
    if metric == "expected_cost":
        return cost(row, criterion["costs"]), np.mean
    if metric in HIGHER_IS_BETTER:
        return (decided(row) == row["target"]).to_numpy(float), np.mean
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
    if criterion["metric"] in HIGHER_IS_BETTER:
        low, high = -high, -low
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
        if criterion["metric"] == "specificity":
            keep = keep & ~challenger["target"].astype(bool)
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
            if by or criterion["metric"] in HIGHER_IS_BETTER:
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


# ---------------------------------------------------------------------------------- experiments


def read_logs(folder):
    return pd.concat([read_table(day) for day in sorted(folder.iterdir())], ignore_index=True)


def always_valid(control, treatment, tuned_for, tuned_at, alpha):
    """Welch's standard error under a normal mixture that is tightest at so many units."""
    n = len(control) + len(treatment)
    estimate = treatment.mean() - control.mean()
    error = np.sqrt(control.var(ddof=1) / len(control) + treatment.var(ddof=1) / len(treatment))
    level = 2 * np.log(1 / tuned_at)
    rho = tuned_for / (level + np.log1p(level))
    reach = np.sqrt((n + rho) / n * (2 * np.log(1 / alpha) + np.log((n + rho) / rho)))
    p = min(1, np.sqrt((n + rho) / rho) * np.exp(-(estimate / error) ** 2 * n / (n + rho) / 2))
    return estimate, estimate - reach * error, estimate + reach * error, p


def online(name):
    """Proportions alone, by the first exposure and what came after it."""
    manifest = read_json("experiments", name, "experiment.json")
    exposures = read_logs(UPLOADS / "experiments" / name / "exposures")
    outcomes = read_logs(UPLOADS / "experiments" / name / "outcomes")
    for table in (exposures, outcomes):
        unit = "unit" if "unit" in table else manifest["unit"]
        table["unit"], table["timestamp"] = table[unit].astype(str), pd.to_datetime(table["timestamp"], utc=True)
    exposures = exposures.sort_values("timestamp").drop_duplicates("unit").set_index("unit")
    alpha = manifest.get("alpha", 0.05)
    first, second = (variant["name"] for variant in manifest["variants"])
    rows = []
    for metric in manifest["metrics"]:
        hits = outcomes[outcomes["event"] == metric["event"]].join(exposures["timestamp"].rename("since"), on="unit")
        hit = exposures.index.isin(hits[hits["timestamp"] >= hits["since"]]["unit"])
        parts = [("", "", 1)] + [(dimension, value, exposures[dimension].nunique()) for dimension in manifest.get("dimensions", [])
                                 for value in sorted(exposures[dimension].unique())]
        for dimension, value, of in parts:
            keep = exposures[dimension] == value if dimension else np.full(len(exposures), True)
            arms = [hit[keep & (exposures["variant"] == name)].astype(float) for name in (first, second)]
            estimate, low, high, p = always_valid(*arms, manifest["inference"]["tunedFor"], alpha, alpha / of)
            margin = metric.get("margin", 0)
            gains = (low, high) if metric["direction"] == "increase" else (-high, -low)
            bound = margin if metric["role"] == "success" else -margin
            outcome = "PASS" if gains[0] > bound else "FAIL" if gains[1] < bound else "UNDECIDED"
            if not dimension and metric["role"] == "guardrail" and "margin" not in metric and outcome != "FAIL":
                outcome = "NOT_APPLICABLE"
            rows.append({"criterion": metric["id"], "metric": metric["id"], "slice": f"{dimension}={value}" if dimension else "",
                         "test": "always-valid", "rows": int(keep.sum()), "champion": arms[0].mean(), "challenger": arms[1].mean(),
                         "estimate": estimate, "lower": low, "upper": high,
                         "pValue": p if margin == 0 and not dimension else np.nan, "outcome": outcome})
    whole = [row["outcome"] for row in rows if not row["slice"]]
    against = manifest["variants"][0].get("serves", "")
    for row in rows:
        yield {"subject": f"experiment:{name}", "against": against, "verdict": verdict(whole)} | row


COLUMNS = ["subject", "against", "verdict", "criterion", "metric", "slice", "test", "rows", "champion", "challenger",
           "estimate", "lower", "upper", "pValue", "outcome"]

if __name__ == "__main__":
    table, stricter = (
        pd.DataFrame([row for model in ["credit", "loan", "spam", "strike-speed"] for row in trial(model, alpha)]
                     + [row for name in ["resume-names", "spam-v2"] for row in online(name)], columns=COLUMNS)
        for alpha in [None, 0.001])
    models = table["subject"].str.startswith("model:")
    assert (table["verdict"] == stricter["verdict"])[models].all(), "a verdict hangs on the level"
    head = (f"# Python {platform.python_version()}, scipy {scipy.__version__}, numpy {np.__version__}: "
            "python3 events/expected.py\n")
    (HERE / "expected.csv").write_text(head + table.to_csv(index=False, float_format="%.10g", lineterminator="\n"))
