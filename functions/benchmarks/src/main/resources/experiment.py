"""An experiment's logs with known truth, and what a data scientist would make of them.

python3 experiment.py generate FOLDER EVENTS DAYS UNITS writes Parquet files by day under FOLDER/experiments/bench.
python3 experiment.py analyse FOLDER reads them with polars and tea-tasting; prints seconds, peak kilobytes, and
each metric's difference with its interval.

Ten outcomes a unit on a day that it comes; the treatment adds 0.01 to the chance to buy, 0.005 to clicks a view, and 2 %
to latency.
"""
import datetime as dt
import os
import resource
import sys
import time

folder = os.path.join(sys.argv[2], "experiments", "bench")
START = dt.datetime(2026, 11, 1, tzinfo=dt.timezone.utc)


def generate(events, days, units):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(20261125)
    day_of = random.integers(0, days, units)
    treated = random.integers(0, 2, units)
    country = random.integers(0, 8, units)
    came = random.integers(0, 43_200_000, units)
    first = int(START.timestamp() * 1000)
    names = np.char.add("user-", np.arange(units).astype(str)) if units < 2_000_000 else None

    def name(which):
        return pa.array(names[which]) if names is not None else pa.array(["user-%d" % u for u in which])

    def write(kind, day, table):
        path = os.path.join(folder, kind, "dt=" + (START + dt.timedelta(days=day)).strftime("%Y-%m-%d"))
        os.makedirs(path, exist_ok=True)
        pq.write_table(table, os.path.join(path, "part.parquet"))

    def moments(millis):
        return pa.array(millis, pa.timestamp("ms", tz="UTC"))

    countries = np.array(["de", "fr", "es", "it", "nl", "pl", "se", "us"])
    for day in range(days):
        new = np.flatnonzero(day_of == day)
        write("exposures", day, pa.table({
            "unit": name(new),
            "variant": pa.array(np.where(treated[new] == 1, "treatment", "control")).dictionary_encode(),
            "timestamp": moments(first + day * 86_400_000 + came[new]),
            "country": pa.array(countries[country[new]]).dictionary_encode()}))
        # Whoever has come in by then comes back with a chance that keeps each day as large as another.
        here = np.flatnonzero(day_of <= day)
        active = random.choice(here, size=min(len(here), max(1, events // 10 // days)), replace=False)
        many = active.repeat(10)
        kind = random.random(len(many))
        chance = 0.005 * treated[many]
        event = np.where(kind < 0.02 + 0.001 * treated[many], "buy", np.where(kind < 0.17 + chance, "click", np.where(kind < 0.6, "view", "latency_ms")))
        value = np.where(event == "buy", np.round(5 + 50 * random.random(len(many)), 2),
                         np.where(event == "latency_ms", np.round(np.exp(4 + random.standard_normal(len(many)) * 0.8) * (1 + 0.02 * treated[many]), 1), 1.0))
        at = first + day * 86_400_000 + 43_200_000 + random.integers(0, 43_200_000, len(many))
        order = np.argsort(at, kind="stable")
        write("outcomes", day, pa.table({
            "unit": name(many[order]),
            "event": pa.array(event[order]).dictionary_encode(),
            "timestamp": moments(at[order]),
            "value": pa.array(value[order])}))


def analyse():
    start = time.perf_counter()
    import polars as pl
    import tea_tasting as tt

    exposures = (pl.scan_parquet(os.path.join(folder, "exposures", "*", "*.parquet"), hive_partitioning=False)
                 .sort("timestamp").group_by("unit").agg(
                     pl.col("variant").first(), pl.col("variant").n_unique().alias("variants"),
                     pl.col("timestamp").min().alias("since"))
                 .filter(pl.col("variants") == 1).drop("variants"))
    outcomes = (pl.scan_parquet(os.path.join(folder, "outcomes", "*", "*.parquet"), hive_partitioning=False)
                .join(exposures, on="unit").filter(pl.col("timestamp") >= pl.col("since")))
    each = outcomes.group_by("unit").agg(
        (pl.col("event") == "buy").any().cast(pl.Float64).alias("conversion"),
        pl.col("value").filter(pl.col("event") == "buy").sum().alias("revenue"),
        (pl.col("event") == "click").sum().cast(pl.Float64).alias("click"),
        (pl.col("event") == "view").sum().cast(pl.Float64).alias("view"))
    units = exposures.join(each, on="unit", how="left").fill_null(0.0)
    latency = outcomes.filter(pl.col("event") == "latency_ms").group_by("variant").agg(
        pl.col("value").quantile(0.99, "linear"))
    units, latency = pl.collect_all([units, latency])
    result = tt.Experiment(
        {"conversion": tt.Mean("conversion"), "revenue": tt.Mean("revenue"), "ctr": tt.RatioOfMeans("click", "view")},
        variant="variant").analyze(units, control="control")
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(seconds, used.ru_maxrss, used.ru_utime + used.ru_stime)
    for metric in ("conversion", "revenue", "ctr"):
        r = result[metric]
        print(metric, repr(float(r.effect_size)))
    by = dict(latency.iter_rows())
    print("latency", repr(by["treatment"] - by["control"]))


if sys.argv[1] == "generate":
    generate(int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
else:
    analyse()
