"""Scoring in Python: python3 score.py make FOLDER ROWS draws a dataset and exports a model that was trained on it;
python3 score.py run FOLDER runs it by onnxruntime, in batches, and writes the predictions as Parquet.

Prints, as JSON, rows, seconds of the batches alone, the first scores, and the most kilobytes that were resident."""
import json
import os
import resource
import sys
import time

import numpy as np
import polars as pl

COLUMNS = [f"x{i}" for i in range(20)]
BATCH = 8192


def make(folder, rows):
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import FloatTensorType
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.neural_network import MLPClassifier

    random = np.random.default_rng(20261126)
    x = random.normal(size=(rows, len(COLUMNS)))
    label = random.random(rows) < 1 / (1 + np.exp(-(x[:, 0] + x[:, 1] * x[:, 2] - 0.5 * x[:, 3])))
    os.makedirs(os.path.join(folder, "datasets/d/1"), exist_ok=True)
    pl.DataFrame({"id": np.arange(rows, dtype=np.int64)} | {c: x[:, i] for i, c in enumerate(COLUMNS)}).write_parquet(
        os.path.join(folder, "datasets/d/1/part-0.parquet"), compression="zstd")
    few = slice(0, min(rows, 5000))
    for name, model in (("boosting", GradientBoostingClassifier(n_estimators=100, max_depth=3, random_state=0)),
                        ("network", MLPClassifier(hidden_layer_sizes=(64, 64), max_iter=20, random_state=0))):
        model.fit(x[few], label[few])
        graph = to_onnx(model, initial_types=[("features", FloatTensorType([None, len(COLUMNS)]))],
                        options={"zipmap": False}, target_opset=17)
        imports = {entry.domain: entry.version for entry in graph.opset_import}
        del graph.opset_import[:]
        for domain, opset in imports.items():
            graph.opset_import.add(domain=domain, version=opset)
        os.makedirs(os.path.join(folder, "models", name, "1"), exist_ok=True)
        with open(os.path.join(folder, "models", name, "1/model.onnx"), "wb") as out:
            out.write(graph.SerializeToString())


def run(folder, name):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(4, os.cpu_count() or 1)
    session = onnxruntime.InferenceSession(os.path.join(folder, "models", name, "1/model.onnx"), options,
                                           providers=["CPUExecutionProvider"])
    frame = pl.read_parquet(os.path.join(folder, "datasets/d/1/part-0.parquet"))
    x = frame.select(COLUMNS).to_numpy().astype(np.float32)
    score = np.empty(len(x))
    start = time.perf_counter()
    for begin in range(0, len(x), BATCH):
        score[begin:begin + BATCH] = session.run(["probabilities"], {"features": x[begin:begin + BATCH]})[0][:, 1]
    seconds = time.perf_counter() - start
    pl.DataFrame({"id": frame["id"], "score": score}).write_parquet(os.path.join(folder, "python.parquet"))
    print(json.dumps({"rows": len(x), "seconds": seconds, "scores": score[:100].tolist(),
                      "kilobytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
else:
    run(sys.argv[2], sys.argv[3])
