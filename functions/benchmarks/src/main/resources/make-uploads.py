"""A folder of uploads to judge: python3 make-uploads.py FOLDER ROWS FORMAT [shuffled].

One dataset of ROWS rows (id, label, plan), two versions of a binary model with their predictions on it in
FORMAT (parquet, csv or jsonl), and a gate. With `shuffled`, the challenger's predictions are in another order."""
import json
import os
import sys

import numpy as np
import polars as pl

folder, rows, form = sys.argv[1], int(sys.argv[2]), sys.argv[3]
shuffled = "shuffled" in sys.argv[4:]
random = np.random.default_rng(20261125)


def write(path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        json.dump(text, out, indent=2)


def table(path, frame):
    path = os.path.join(folder, path + "." + form)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if form == "parquet":
        frame.write_parquet(path, compression="zstd")
    elif form == "csv":
        frame.write_csv(path)
    else:
        frame.write_ndjson(path)


truth = random.normal(0, 1.5, rows)
label = random.random(rows) < 1 / (1 + np.exp(-truth))
ids = np.arange(rows, dtype=np.int64) * 3 + 1000
plans = np.array(["free", "basic", "pro", "team"])[random.integers(0, 4, rows)]
table("datasets/bench-holdout/1/part-0", pl.DataFrame({"id": ids, "label": label, "plan": plans}))
write("datasets/bench-holdout/1/dataset.json", {
    "dataset": "bench-holdout", "version": "1", "files": [{"path": "part-0." + form}],
    "columns": [
        {"name": "id", "type": "integer", "role": "id"},
        {"name": "label", "type": "boolean", "role": "target"},
        {"name": "plan", "type": "string", "role": "slice", "values": ["free", "basic", "pro", "team"]}]})
for version, noise in (("v1", 1.2), ("v2", 0.9)):
    score = 1 / (1 + np.exp(-(truth + random.normal(0, noise, rows))))
    order = random.permutation(rows) if shuffled and version == "v2" else np.arange(rows)
    table("models/bench/%s/predictions/bench-holdout/1/part-0" % version,
          pl.DataFrame({"id": ids[order], "score": score[order]}))
    write("models/bench/%s/model.json" % version, {
        "model": "bench", "version": version, "task": "binary", "classes": ["false", "true"],
        "output": {"tensor": "probabilities", "positive": "true"}})
write("gates/bench/gate.json", {
    "gate": "bench", "alpha": 0.05, "power": 0.8, "datasets": ["bench-holdout"], "promotion": "automatic",
    "criteria": [
        {"id": "better", "stakeholder": "ml", "metric": "log_loss", "rule": "superior", "margin": 0, "test": "wilcoxon"},
        {"id": "ranks", "stakeholder": "ml", "metric": "roc_auc", "rule": "non-inferior", "margin": 0.01},
        {"id": "tail", "stakeholder": "business", "metric": "log_loss_p99", "rule": "non-inferior", "margin": 0.5},
        {"id": "cost", "stakeholder": "business", "metric": "expected_cost", "rule": "at-most", "value": 2,
         "costs": {"falsePositive": 1, "falseNegative": 5}, "currency": "EUR"},
        {"id": "slices", "stakeholder": "product", "metric": "accuracy", "rule": "non-inferior", "margin": 0.05, "by": ["plan"]}]})
