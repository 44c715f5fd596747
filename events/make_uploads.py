#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "numpy==2.4.6", "pandas==3.1.1", "pyarrow==26.0.1", "scikit-learn==1.9.1",
#   "skl2onnx==1.19.1", "onnx==1.19.1", "packaging==25.0", "zstandard==0.25.0",
# ]
# ///
"""Makes events/uploads: two public datasets, models really trained on them, and their gates.

The data come out of two packages, as they are published:

    mvn dependency:copy -Dartifact=nz.ac.waikato.cms.weka:weka-stable:3.8.6 -DoutputDirectory=.
    npm pack vega-datasets@3.2.1
    python3 events/make_uploads.py weka-stable-3.8.6.jar vega-datasets-3.2.1.tgz

Every split and every model has a fixed seed, and predictions are rounded to six decimals, so that
the same versions write the same bytes.
"""

import csv
import gzip
import hashlib
import io
import json
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from onnx import helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import make_column_transformer
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

# skl2onnx hands numpy's numbers to onnx, which takes Python's alone.
make_attribute = helper.make_attribute


def plainly(key, value, *rest, **named):
    if isinstance(value, (np.ndarray, list, tuple)):
        plain = [entry.item() if isinstance(entry, np.generic) else entry for entry in value]
        value = [int(entry) if isinstance(entry, bool) else entry for entry in plain]
    return make_attribute(key, value, *rest, **named)


helper.make_attribute = plainly

UPLOADS = Path(__file__).parent / "uploads"
CODE = "code:assay/make-uploads@1"

# ---------------------------------------------------------------------------------------- files


def write_json(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def as_csv(table):
    truth = {name: table[name].map({True: "true", False: "false"}) for name in table.select_dtypes("bool")}
    return table.assign(**truth).to_csv(index=False, lineterminator="\n").encode()


def as_csv_gz(table):
    return gzip.compress(as_csv(table), compresslevel=9, mtime=0)


def as_jsonl_zst(table):
    lines = (json.dumps(row) + "\n" for row in table.to_dict("records"))
    return zstandard.ZstdCompressor(level=19).compress("".join(lines).encode())


def as_parquet(table):
    buffer = io.BytesIO()
    plain = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata()
    pq.write_table(plain, buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


ENCODERS = {".csv": as_csv, ".csv.gz": as_csv_gz, ".jsonl.zst": as_jsonl_zst, ".parquet": as_parquet}


def write_table(table, path):
    """Writes the table in the format that the name asks for, and answers with its SHA-256."""
    encode = next(encode for suffix, encode in ENCODERS.items() if path.name.endswith(suffix))
    return write_bytes(encode(table), path)


def write_bytes(content, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def write_dataset(name, version, table, file, **manifest):
    folder = UPLOADS / "datasets" / name / version
    digest = write_table(table, folder / file)
    write_json(
        folder / "dataset.json",
        {"dataset": name, "version": version, "files": [{"path": file, "sha256": digest}]} | manifest,
    )


def write_model(name, version, on, predictions, file, **manifest):
    folder = UPLOADS / "models" / name / version
    write_table(predictions, folder / "predictions" / on / file)
    write_json(folder / "model.json", {"model": name, "version": version} | manifest)


def write_gate(name, **manifest):
    write_json(UPLOADS / "gates" / name / "gate.json", {"gate": name} | manifest)


# -------------------------------------------------------------------------------------- columns


def column(name, kind, role, **contract):
    return {"name": name, "type": kind, "role": role} | contract


def integer(table, name):
    return column(name, "integer", "feature", min=0, nullable=False)


def category(table, name, role="feature"):
    return column(name, "string", role, values=sorted(table[name].unique()))


def one_hot(names):
    return OneHotEncoder(handle_unknown="ignore", min_frequency=5, sparse_output=False), names


# --------------------------------------------------------------------------------------- credit

COUNTS = ["duration", "credit_amount", "installment_commitment", "residence_since", "age",
          "existing_credits", "num_dependents"]
FALSE_POSITIVE, FALSE_NEGATIVE = 1, 5  # the cost matrix published with the data
REFUSAL = 0.166667  # from here on granting costs more than refusing: 1 / (1 + 5)


def german_credit(jar):
    """Statlog German Credit: 1,000 applicants in the published order; 300 of them defaulted."""
    with zipfile.ZipFile(jar) as archive:
        lines = archive.read("weka/gui/beans/templates/credit-g.arff").decode().splitlines()
    names = [line.split()[1] for line in lines if line.lower().startswith("@attribute")]
    start = next(at for at, line in enumerate(lines) if line.lower().startswith("@data")) + 1
    rows = [line for line in lines[start:] if line and not line.startswith("%")]
    table = pd.DataFrame(csv.reader(rows, quotechar="'"), columns=names)
    table[COUNTS] = table[COUNTS].astype("int64")
    table.insert(0, "id", [f"applicant-{row:04d}" for row in range(1, len(table) + 1)])
    table["defaulted"] = table.pop("class") == "bad"
    return table


def credit_columns(table):
    special = {"id": column("id", "string", "id"),
               "housing": category(table, "housing", ["feature", "slice"]),
               "defaulted": column("defaulted", "boolean", "target")}
    return [special.get(name) or (integer if name in COUNTS else category)(table, name) for name in table]


def credit_decisions(applicants, score):
    """Refuses an applicant as soon as the expected cost of granting exceeds that of refusing."""
    score = score.round(6)
    return pd.DataFrame({"id": applicants["id"], "score": score, "prediction": score >= REFUSAL})


def credit(jar):
    table = german_credit(jar)
    order = np.random.RandomState(2).permutation(len(table))
    train, holdout = (table.iloc[np.sort(part)] for part in (order[:400], order[400:]))
    words = [name for name in table if name not in ["id", "defaulted", *COUNTS]]
    everything = make_column_transformer(one_hot(words), (StandardScaler(), COUNTS))

    common = {"columns": credit_columns(table), "derivedFrom": ["dataset:german-credit@weka-3.8.6", CODE]}
    use = {"purposes": ["credit-risk"], "personalData": False, "licence": "CC-BY-4.0"}
    write_dataset(
        "credit-train", "1", train, "part-0.parquet",
        description="Statlog German Credit, 400 of the 1,000 applicants, to train on", **common,
        checks=[{"rule": "row-count", "min": 400}, {"rule": "unique", "column": "id"}],
        use={"permits": ["training"]} | use)
    write_dataset(
        "credit-holdout", "1", holdout, "part-0.csv",
        description="Statlog German Credit, the 600 applicants that no model was trained on", **common,
        checks=[{"rule": "row-count", "min": 600}, {"rule": "unique", "column": "id"}],
        use={"permits": ["evaluation"]} | use)

    few = ["duration", "credit_amount", "age"]
    all_inputs = [*words, *COUNTS]
    versions = {
        "v1": ("part-0.csv", few, {"C": 1.0},
               make_pipeline(StandardScaler(), LogisticRegression())),
        "v2": ("part-0.jsonl.zst", all_inputs, {"trees": 100, "depth": 2, "learningRate": 0.05, "subsample": 0.7},
               make_pipeline(everything, GradientBoostingClassifier(
                   n_estimators=100, max_depth=2, learning_rate=0.05, subsample=0.7, random_state=0))),
        "v3": ("part-0.parquet", all_inputs, {"trees": 400, "depth": 5, "learningRate": 0.2},
               make_pipeline(everything, GradientBoostingClassifier(
                   n_estimators=400, max_depth=5, learning_rate=0.2, random_state=0))),
        "v4": ("part-0.csv.gz", all_inputs, {"C": 0.1},
               make_pipeline(everything, LogisticRegression(C=0.1)))}
    for version, (file, inputs, parameters, model) in versions.items():
        model.fit(train[inputs], train["defaulted"])
        score = model.predict_proba(holdout[inputs])[:, 1]
        write_model(
            "credit", version, "credit-holdout/1", credit_decisions(holdout, score), file,
            task="binary", **(credit_artefact(model, version, few) if inputs is few else {}), inputs=inputs,
            classes=["false", "true"], trainedOn=["dataset:credit-train@1"], code=CODE,
            purpose="credit-risk", parameters=parameters)

    write_gate(
        "credit", alpha=0.05, power=0.8, datasets=["credit-holdout"], promotion="automatic", criteria=[
            {"id": "better", "stakeholder": "ml", "metric": "log_loss", "rule": "superior", "margin": 0,
             "test": "wilcoxon"},
            {"id": "tail", "stakeholder": "business", "metric": "log_loss_p95", "rule": "non-inferior",
             "margin": 0.75},
            {"id": "cost", "stakeholder": "business", "metric": "expected_cost", "rule": "at-most", "value": 0.8,
             "costs": {"falsePositive": FALSE_POSITIVE, "falseNegative": FALSE_NEGATIVE}, "currency": "DEM",
             "threshold": REFUSAL},
            {"id": "tenants", "stakeholder": "product", "metric": "log_loss", "rule": "non-inferior",
             "margin": 0.2, "by": ["housing"]},
            {"id": "complete", "stakeholder": "sre", "metric": "missing_predictions", "rule": "at-most", "value": 0},
            {"id": "lawful", "stakeholder": "legal", "rule": "permitted-use"}])
    write_json(UPLOADS / "systems" / "lending" / "1" / "system.json",
               {"system": "lending", "version": "1", "kind": "system", "uses": ["model:credit@v2"]})


def write_artefact(name, version, graph):
    imports = {entry.domain: entry.version for entry in graph.opset_import}  # skl2onnx names one twice
    del graph.opset_import[:]
    for domain, opset in imports.items():
        graph.opset_import.add(domain=domain, version=opset)
    digest = write_bytes(graph.SerializeToString(), UPLOADS / "models" / name / version / "model.onnx")
    return {"artefact": {"path": "model.onnx", "sha256": digest}}


def credit_artefact(model, version, inputs):
    graph = to_onnx(model, initial_types=[("features", FloatTensorType([None, len(inputs)]))],
                    options={"zipmap": False}, target_opset=17, name="credit")
    return write_artefact("credit", version, graph) | {"output": {"tensor": "probabilities", "positive": "true"}}


# ----------------------------------------------------------------------------------------- loan


def loan(jar):
    """Two models on the same applicants, uploaded as ONNX alone: Assay runs them itself."""
    table = german_credit(jar)
    order = np.random.RandomState(2).permutation(len(table))
    train = table.iloc[np.sort(order[:400])]
    common = {"task": "binary", "classes": ["0", "1"], "trainedOn": ["dataset:credit-train@1"], "code": CODE,
              "purpose": "credit-risk"}

    # One matrix of floats; the kind of housing is one-hot encoded outside the model.
    inputs = ["duration", "credit_amount", "age", "housing_own", "housing_rent"]
    matrix = train.assign(**{f"housing_{kind}": train["housing"] == kind for kind in ["own", "rent"]})
    logistic = make_pipeline(StandardScaler(), LogisticRegression())
    logistic.fit(matrix[inputs].to_numpy(np.float32), train["defaulted"].astype(int))
    graph = to_onnx(logistic, initial_types=[("features", FloatTensorType([None, len(inputs)]))],
                    options={"zipmap": False}, target_opset=17, name="loan")
    folder = UPLOADS / "models" / "loan"
    write_json(folder / "v1" / "model.json",
               {"model": "loan", "version": "v1"} | common | write_artefact("loan", "v1", graph)
               | {"inputs": inputs, "output": {"tensor": "probabilities", "positive": "1"}, "parameters": {"C": 1.0}})

    # One input a column, texts among them, and a map for each row: as scikit-learn's pipelines are exported.
    words = [name for name in table if name not in ["id", "defaulted", *COUNTS]]
    boosted = make_pipeline(make_column_transformer(one_hot(words), (StandardScaler(), COUNTS)),
                            GradientBoostingClassifier(n_estimators=100, max_depth=2, learning_rate=0.05,
                                                       subsample=0.7, random_state=0))
    boosted.fit(train[[*words, *COUNTS]], train["defaulted"].astype(int))
    types = [*((name, StringTensorType([None, 1])) for name in words),
             *((name, Int64TensorType([None, 1])) for name in COUNTS)]
    graph = to_onnx(boosted, initial_types=types, target_opset=17, name="loan")
    write_json(folder / "v2" / "model.json",
               {"model": "loan", "version": "v2"} | common | write_artefact("loan", "v2", graph)
               | {"inputs": [*words, *COUNTS], "output": {"tensor": "output_probability", "positive": "1"},
                  "parameters": {"trees": 100, "depth": 2, "learningRate": 0.05, "subsample": 0.7}})

    write_gate(
        "loan", alpha=0.05, power=0.8, datasets=["credit-holdout"], promotion="automatic", criteria=[
            {"id": "better", "stakeholder": "ml", "metric": "log_loss", "rule": "superior", "margin": 0,
             "test": "wilcoxon"},
            {"id": "cost", "stakeholder": "business", "metric": "expected_cost", "rule": "at-most", "value": 0.8,
             "costs": {"falsePositive": FALSE_POSITIVE, "falseNegative": FALSE_NEGATIVE}, "currency": "DEM",
             "threshold": REFUSAL},
            {"id": "fast", "stakeholder": "sre", "metric": "call_latency_ms_p99", "rule": "at-most", "value": 100},
            {"id": "complete", "stakeholder": "sre", "metric": "missing_predictions", "rule": "at-most", "value": 0},
            {"id": "lawful", "stakeholder": "legal", "rule": "permitted-use"}])


# -------------------------------------------------------------------------------------- strikes

STRIKES = {"Aircraft Make Model": "aircraft", "Aircraft Airline Operator": "operator", "Origin State": "state",
           "Phase of flight": "phase", "Wildlife Size": "size", "Wildlife Species": "species",
           "Time of day": "time_of_day", "Speed IAS in knots": "speed_knots"}


def bird_strikes(package):
    """Strikes whose air speed was reported, by day; the identifier is the row in the published file."""
    with tarfile.open(package) as archive:
        table = pd.read_csv(archive.extractfile("package/data/birdstrikes.csv"))
    table.insert(0, "id", [f"strike-{row:05d}" for row in range(1, len(table) + 1)])
    table["day"] = table["Flight Date"]
    table = table.rename(columns=STRIKES)[["id", "day", *STRIKES.values()]]
    return table.dropna(subset=["speed_knots"]).sort_values(["day", "id"])


def strike_columns(table):
    features = [column(name, "string", "feature", nullable=False)
                for name in ["aircraft", "operator", "state"]]
    return [column("id", "string", "id"), column("day", "string", "feature", nullable=False), *features,
            category(table, "phase"), category(table, "size", ["feature", "slice"]),
            column("species", "string", "feature", nullable=False), category(table, "time_of_day"),
            column("speed_knots", "number", "target", min=0, max=1000)]


def strikes(package):
    table = bird_strikes(package)
    cut = len(table) * 6 // 10
    train, holdout = table.iloc[:cut], table.iloc[cut:]
    common = {"columns": strike_columns(table), "derivedFrom": ["dataset:birdstrikes@vega-datasets-3.2.1", CODE]}
    use = {"personalData": False, "licence": "public domain (US Government work)"}
    write_dataset(
        "strike-train", "1", train, "part-0.csv.gz",
        description="FAA wildlife strikes with a reported air speed, the earlier 60 %", **common,
        checks=[{"rule": "row-count", "min": 4000}, {"rule": "unique", "column": "id"}],
        use={"permits": ["training"]} | use)
    write_dataset(
        "strike-holdout", "1", holdout, "part-0.parquet",
        description="FAA wildlife strikes with a reported air speed, the later 40 %", **common,
        checks=[{"rule": "row-count", "min": 2000}, {"rule": "unique", "column": "id"}],
        use={"permits": ["evaluation"]} | use)

    everything = ["aircraft", "operator", "state", "phase", "size", "species", "time_of_day"]
    versions = {
        "v1": ("part-0.csv", ["phase"], {"alpha": 1.0}, Ridge()),
        "v2": ("part-0.parquet", everything, {"iterations": 150, "learningRate": 0.05},
               HistGradientBoostingRegressor(max_iter=150, learning_rate=0.05, random_state=0)),
        "v3": ("part-0.jsonl.zst", ["aircraft", "time_of_day"], {"alpha": 1.0}, Ridge())}
    for version, (file, inputs, parameters, regressor) in versions.items():
        model = make_pipeline(make_column_transformer(one_hot(inputs)), regressor)
        model.fit(train[inputs], train["speed_knots"])
        speed = model.predict(holdout[inputs]).round(6)
        write_model(
            "strike-speed", version, "strike-holdout/1",
            pd.DataFrame({"id": holdout["id"], "prediction": speed}), file,
            task="regression", inputs=inputs, trainedOn=["dataset:strike-train@1"], code=CODE,
            purpose="flight-safety", parameters=parameters)

    write_gate(
        "strike-speed", alpha=0.05, power=0.8, datasets=["strike-holdout"], promotion="automatic", criteria=[
            {"id": "better", "stakeholder": "ml", "metric": "mae", "rule": "superior", "margin": 0.5,
             "test": "paired-t"},
            {"id": "tail", "stakeholder": "flight-safety", "metric": "mae_p99", "rule": "non-inferior",
             "margin": 15},
            {"id": "sizes", "stakeholder": "product", "metric": "mae", "rule": "non-inferior", "margin": 5,
             "by": ["size"]},
            {"id": "complete", "stakeholder": "sre", "metric": "missing_predictions", "rule": "at-most", "value": 0},
            {"id": "lawful", "stakeholder": "legal", "rule": "permitted-use"}])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_uploads.py WEKA_JAR VEGA_DATASETS_TGZ (the head of this file says how to get them)")
    shutil.rmtree(UPLOADS, ignore_errors=True)
    credit(sys.argv[1])
    loan(sys.argv[1])
    strikes(sys.argv[2])
