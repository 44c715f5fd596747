#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "numpy==2.4.6", "pandas==3.1.1", "scikit-learn==1.9.1", "skl2onnx==1.19.1", "packaging==25.0",
#   "lightgbm", "onnxmltools", "onnx", "onnxruntime",
# ]
# ///
"""Makes src/test/resources/models: small models of every shape that exporters give, what ONNX Runtime in Python
says they answer, and hostile files.

    python3 functions/scoring/src/test/reference-makers/make_models.py
"""

import json
import platform
from pathlib import Path

import lightgbm
import numpy as np
import onnx
import onnxruntime
import pandas as pd
import sklearn
import skl2onnx
from onnx import TensorProto, helper, numpy_helper
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType as LightGbmFloats
from skl2onnx import to_onnx
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
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

HERE = Path(__file__).parent.parent / "resources" / "models"
ROWS = 200

# ----------------------------------------------------------------------------------------- data

random = np.random.default_rng(7)
table = pd.DataFrame({
    "id": [f"r{i:03d}" for i in range(ROWS)],
    "age": random.integers(18, 80, ROWS),
    "income": (random.gamma(2, 1500, ROWS)).round(2),
    "plan": random.choice(["free", "pro", "team"], ROWS),
    "active": random.random(ROWS) < 0.6,
})
signal = 0.04 * (table["age"] - 45) + 0.0004 * (table["income"] - 3000) + (table["plan"] == "pro") - 0.7 * table["active"]
table["churned"] = random.random(ROWS) < 1 / (1 + np.exp(-signal))
table["grade"] = np.digitize(signal + random.normal(0, 0.5, ROWS), [-0.7, 0.7]).astype(str)
table["spent"] = (100 + 30 * signal + random.normal(0, 5, ROWS)).round(3)

numeric = table[["age", "income"]].to_numpy(np.float32)
one_hot = np.column_stack([numeric, *[(table["plan"] == plan).astype(np.float32) for plan in ["free", "pro"]],
                           table["active"].astype(np.float32)])
ONE_HOT = ["age", "income", "plan_free", "plan_pro", "active"]
COLUMNS = ["age", "income", "plan", "active"]


def per_column():
    feed = {"age": table[["age"]].to_numpy(np.int64), "income": table[["income"]].to_numpy(np.float32),
            "plan": table[["plan"]].to_numpy(dtype=object)}
    return feed


written = []


def write(name, graph, feed, output, task, inputs, classes=(), positive=None):
    content = graph if isinstance(graph, bytes) else graph.SerializeToString()
    (HERE / f"{name}.onnx").write_bytes(content)
    manifest = {"model": "m", "version": name, "task": task, "artefact": {"path": "model.onnx"}, "inputs": inputs}
    if classes:
        manifest["classes"] = list(classes)
    if output:
        manifest["output"] = {"tensor": output} | ({"positive": positive} if positive else {})
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    answer = session.run([output or session.get_outputs()[-1].name], feed)[0]
    if isinstance(answer, list):  # a map for each row
        keys = list(answer[0])
        answer = np.array([[row[key] for key in keys] for row in answer])
    answer = np.asarray(answer, np.float64).reshape(ROWS, -1)
    if task == "binary":
        answer = answer[:, -1:]
    written.append((name, manifest, answer))


def lean(graph):
    """skl2onnx names one operator set twice."""
    imports = {entry.domain: entry.version for entry in graph.opset_import}
    del graph.opset_import[:]
    for domain, opset in imports.items():
        graph.opset_import.add(domain=domain, version=opset)
    return graph


def models():
    logistic = make_pipeline(StandardScaler(), LogisticRegression()).fit(one_hot, table["churned"])
    floats = [("features", FloatTensorType([None, one_hot.shape[1]]))]
    write("matrix", lean(to_onnx(logistic, initial_types=floats, options={"zipmap": False}, target_opset=17)),
          {"features": one_hot}, "probabilities", "binary", ONE_HOT, ["false", "true"], "true")
    write("zipmap", lean(to_onnx(logistic, initial_types=floats, target_opset=17)),
          {"features": one_hot}, "output_probability", "binary", ONE_HOT, ["false", "true"], "true")

    columns = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["plan"]), (StandardScaler(), ["age", "income"]))
    forest = make_pipeline(columns, RandomForestClassifier(n_estimators=10, max_depth=4, random_state=0))
    forest.fit(table[["age", "income", "plan"]], table["churned"].astype(int))
    types = [("age", Int64TensorType([None, 1])), ("income", FloatTensorType([None, 1])),
             ("plan", StringTensorType([None, 1]))]
    write("columns", lean(to_onnx(forest, initial_types=types, options={"zipmap": False}, target_opset=17)),
          per_column(), "probabilities", "binary", ["age", "income", "plan"], ["0", "1"], "1")

    doubles = numeric.astype(np.float64)
    grades = LogisticRegression(max_iter=2000).fit(doubles, table["grade"])
    write("doubles", lean(to_onnx(grades, initial_types=[("x", DoubleTensorType([None, 2]))],
                                  options={"zipmap": False}, target_opset=17)),
          {"x": doubles}, "probabilities", "multiclass", ["age", "income"], ["0", "1", "2"])
    write("multimap", lean(to_onnx(grades, initial_types=[("x", FloatTensorType([None, 2]))], target_opset=17)),
          {"x": numeric}, None, "multiclass", ["age", "income"], ["0", "1", "2"])

    spent = LinearRegression().fit(one_hot, table["spent"])
    write("regression", lean(to_onnx(spent, initial_types=floats, target_opset=17)),
          {"features": one_hot}, None, "regression", ONE_HOT)

    trees = lightgbm.LGBMClassifier(n_estimators=10, num_leaves=7, random_state=0, verbose=-1, num_threads=1)
    trees.fit(one_hot, table["churned"].astype(int))
    write("lightgbm", convert_lightgbm(trees, initial_types=[("input", LightGbmFloats([None, one_hot.shape[1]]))],
                                       target_opset=15),
          {"input": one_hot}, "probabilities", "binary", ONE_HOT, ["0", "1"], "1")

    # As neural networks end: one sigmoid a row, and a batch of a fixed size.
    weights = numpy_helper.from_array(np.array([[0.02], [0.0001]], np.float32), "w")
    for name, batch, shape in [("sigmoid", "n", ["n", 1]), ("fixed", 64, [64]), ("single", 1, [1, 1])]:
        nodes = [helper.make_node("MatMul", ["x", "w"], ["z"]), helper.make_node("Sigmoid", ["z"], ["s"])]
        nodes.append(helper.make_node("Identity", ["s"], ["p"]) if len(shape) == 2
                     else helper.make_node("Squeeze", ["s", "one"], ["p"]))
        graph = helper.make_graph(
            nodes, name, [helper.make_tensor_value_info("x", TensorProto.FLOAT, [batch, 2])],
            [helper.make_tensor_value_info("p", TensorProto.FLOAT, shape)],
            [weights, numpy_helper.from_array(np.array([1], np.int64), "one")])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        if batch == "n":
            write(name, model, {"x": numeric}, "p", "binary", ["age", "income"])
        else:
            (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())
            answer = next(answer for other, _, answer in written if other == "sigmoid")
            written.append((name, {"model": "m", "version": name, "task": "binary", "artefact": {"path": "model.onnx"},
                                   "inputs": ["age", "income"], "output": {"tensor": "p"}}, answer))

    flags = helper.make_graph(
        [helper.make_node("Cast", ["active"], ["f"], to=TensorProto.FLOAT),
         helper.make_node("Cast", ["age"], ["a"], to=TensorProto.FLOAT),
         helper.make_node("Add", ["f", "a"], ["y"])], "flags",
        [helper.make_tensor_value_info("active", TensorProto.BOOL, ["n"]),
         helper.make_tensor_value_info("age", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n"])])
    write("flags", helper.make_model(flags, opset_imports=[helper.make_opsetid("", 17)], ir_version=8),
          {"active": table["active"].to_numpy(), "age": table["age"].to_numpy(np.int64)}, "y", "regression",
          ["age", "active"])


# -------------------------------------------------------------------------------------- hostile


def x(shape=("n", 2), element=TensorProto.FLOAT):
    return helper.make_tensor_value_info("x", element, list(shape))


def y(shape=("n", 1)):
    return helper.make_tensor_value_info("y", TensorProto.FLOAT, list(shape))


def model(nodes, initialisers=(), opsets=(("", 17),), functions=()):
    graph = helper.make_graph(list(nodes), "g", [x()], [y()], list(initialisers))
    return helper.make_model(graph, ir_version=8, functions=list(functions),
                             opset_imports=[helper.make_opsetid(*opset) for opset in opsets])


def reduce(source):
    return helper.make_node("ReduceSum", [source, "axis"], ["y"], keepdims=1)


AXIS = numpy_helper.from_array(np.array([1], np.int64), "axis")


def hostile():
    def put(name, content):
        content = content if isinstance(content, bytes) else content.SerializeToString()
        (HERE.parent / "hostile" / f"{name}.onnx").write_bytes(content)

    good = model([reduce("x")], [AXIS])
    put("truncated", good.SerializeToString()[:-20])
    put("not-onnx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    put("empty", b"")

    outside = model([helper.make_node("Add", ["x", "w"], ["z"]), reduce("z")], [AXIS])
    tensor = outside.graph.initializer.add(name="w", data_type=TensorProto.FLOAT, dims=[2],
                                           data_location=TensorProto.EXTERNAL)
    for key, value in {"location": "../../etc/passwd", "offset": "0", "length": "8"}.items():
        tensor.external_data.add(key=key, value=value)
    put("external-data", outside)

    put("unknown-domain", model([helper.make_node("Evil", ["x"], ["z"], name="boo", domain="com.evil"), reduce("z")],
                                [AXIS], [("", 17), ("com.evil", 1)]))
    put("compiled", model([helper.make_node("EPContext", ["x"], ["z"], domain="com.microsoft"), reduce("z")],
                          [AXIS], [("", 17), ("com.microsoft", 1)]))

    huge = model([helper.make_node("Add", ["x", "w"], ["z"]), reduce("z")], [AXIS])
    huge.graph.initializer.add(name="w", data_type=TensorProto.FLOAT, dims=[1 << 40, 1 << 20])
    put("huge-dims", huge)

    bomb = model([helper.make_node("Add", ["x", "w"], ["z"]), reduce("z")], [AXIS])
    bomb.graph.initializer.add(name="w", data_type=TensorProto.FLOAT, dims=[100_000_000], raw_data=b"\0\0\0\0")
    put("bomb", bomb)

    shape = numpy_helper.from_array(np.array([1 << 20, 1 << 20], np.int64), "shape")
    put("made-huge", model([helper.make_node("ConstantOfShape", ["shape"], ["c"], name="fill"),
                            helper.make_node("ReduceSum", ["c"], ["s"], keepdims=0),
                            helper.make_node("Add", ["x", "s"], ["z"]), reduce("z")], [AXIS, shape]))

    inner = helper.make_graph([helper.make_node("Identity", ["x"], ["d0"])], "leaf", [],
                              [helper.make_tensor_value_info("d0", TensorProto.FLOAT, None)])
    for depth in range(1, 30):
        inner = helper.make_graph(
            [helper.make_node("If", ["yes"], [f"d{depth}"], then_branch=inner, else_branch=inner)] if depth < 3 else
            [helper.make_node("If", ["yes"], [f"d{depth}"], then_branch=inner)], f"g{depth}", [],
            [helper.make_tensor_value_info(f"d{depth}", TensorProto.FLOAT, None)])
    put("deep", model([helper.make_node("If", ["yes"], ["z"], then_branch=inner, name="down"), reduce("z")],
                      [AXIS, numpy_helper.from_array(np.array(True), "yes")]))

    function = helper.make_function("own", "again", ["a"], ["b"],
                                    [helper.make_node("again", ["a"], ["b"], domain="own")],
                                    [helper.make_opsetid("", 17), helper.make_opsetid("own", 1)])
    put("recursive", model([helper.make_node("again", ["x"], ["z"], domain="own"), reduce("z")], [AXIS],
                           [("", 17), ("own", 1)], [function]))

    body = helper.make_graph(
        [helper.make_node("Identity", ["going"], ["on"]), helper.make_node("Add", ["before", "before"], ["after"])],
        "body",
        [helper.make_tensor_value_info("i", TensorProto.INT64, []),
         helper.make_tensor_value_info("going", TensorProto.BOOL, []),
         helper.make_tensor_value_info("before", TensorProto.FLOAT, None)],
        [helper.make_tensor_value_info("on", TensorProto.BOOL, []),
         helper.make_tensor_value_info("after", TensorProto.FLOAT, None)])
    put("endless", model([helper.make_node("Loop", ["", "yes", "x"], ["z"], body=body, name="forever"), reduce("z")],
                         [AXIS, numpy_helper.from_array(np.array(True), "yes")]))

    put("logits", model([reduce("x")], [AXIS]))
    put("wide", model([helper.make_node("Concat", ["x", "x"], ["y"], axis=1)]))


if __name__ == "__main__":
    HERE.mkdir(parents=True, exist_ok=True)
    (HERE.parent / "hostile").mkdir(exist_ok=True)
    models()
    hostile()
    truth = {name: table[name].map({True: "true", False: "false"}) for name in ["active", "churned"]}
    table.assign(**truth).to_csv(HERE / "data.csv", index=False, lineterminator="\n")
    (HERE / "manifests.json").write_text(json.dumps({name: m for name, m, _ in written}, indent=1) + "\n")
    lines = [f"{name},{row},{column},{answer[row, column]:.9g}"
             for name, _, answer in written for row in range(0, ROWS, 7) for column in range(answer.shape[1])]
    head = (f"# Python {platform.python_version()}, onnxruntime {onnxruntime.__version__}, scikit-learn "
            f"{sklearn.__version__}, skl2onnx {skl2onnx.__version__}, lightgbm {lightgbm.__version__}: make_models.py\n")
    (HERE / "scores.csv").write_text(head + "model,row,column,value\n" + "\n".join(lines) + "\n")
