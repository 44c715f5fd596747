"""Weighted, clustered and several datasets, as gates are tried on them, with the figures of statsmodels and scipy.

v2 is nearer to the truth than v1; v3 is as near as v2. Run in this folder: python3 gates.py
"""
import csv
import pathlib

import numpy as np
import pandas as pd
import scipy
import scipy.stats as st
import statsmodels
import statsmodels.api as sm

OUT = pathlib.Path(__file__).parents[4] / "evaluation" / "src" / "test" / "resources" / "gates"
OUT.mkdir(parents=True, exist_ok=True)
RNG = np.random.default_rng(20261126)
EXPECTED = []


def expect(case, what, value, tolerance=1e-9):
    EXPECTED.append([case, what, repr(float(value)), tolerance])


def robust(case, difference, weights, groups):
    """The mean difference, its interval and p: WLS on a constant with robust errors; degrees of freedom from the effective number of units, less one."""
    ones = np.ones(len(difference))
    how = {"cov_type": "HC1"} if groups is None else {"cov_type": "cluster", "cov_kwds": {"groups": groups}}
    fit = sm.WLS(difference, ones, weights=weights).fit(**how)
    units = weights if groups is None else np.bincount(groups, weights)
    freedom = units.sum() ** 2 / (units**2).sum() - 1
    mean, error = fit.params[0], fit.bse[0]
    half = st.t.ppf(0.975, freedom) * error
    expect(case, "estimate", mean)
    expect(case, "lower", mean - half, 1e-8)
    expect(case, "upper", mean + half, 1e-8)
    expect(case, "p_value", 2 * st.t.sf(abs(mean) / error, freedom), 1e-7)


def plain(case, difference):
    test = st.ttest_1samp(difference, 0)
    interval = test.confidence_interval(0.95)
    expect(case, "estimate", difference.mean())
    expect(case, "lower", interval.low, 1e-8)
    expect(case, "upper", interval.high, 1e-8)


def made(n, off=0.0):
    y = RNG.normal(100, 20, n).round(3)
    near = RNG.normal(0, 8, n)
    return pd.DataFrame({
        "id": [f"r-{i:03d}" for i in range(n)],
        "w": RNG.integers(1, 5, n) / 2,
        "user": [f"u{u:02d}" for u in np.sort(RNG.integers(0, 40, n))],
        "y": y,
        "v1": (y + RNG.normal(0, 14, n)).round(6),
        "v2": (y + near + off).round(6),
        "v3": (y + near + RNG.normal(0, 0.5, n)).round(6)})


frame = made(240)
frame.to_csv(OUT / "roles.csv", index=False, lineterminator="\n")
loss = {v: (frame[v] - frame["y"]).abs().to_numpy() for v in ("v1", "v2", "v3")}
gain = loss["v2"] - loss["v1"]
groups = pd.factorize(frame["user"])[0]
w = frame["w"].to_numpy()
robust("weight", gain, w, None)
robust("cluster", gain, np.ones(len(w)), groups)
robust("weight and cluster", gain, w, groups)
plain("equivalent", loss["v3"] - loss["v2"])

means = []
for k in range(1, 6):
    part = made(90)
    part.to_csv(OUT / f"d{k}.csv", index=False, lineterminator="\n")
    means.append([(part[v] - part["y"]).abs().mean() for v in ("v1", "v2", "v3")])
means = np.array(means)
expect("five", "p_value", st.wilcoxon(means[:, 1] - means[:, 0], method="exact").pvalue)
expect("five", "friedman", st.friedmanchisquare(*(-means).T).statistic)
expect("five", "friedman_p", st.friedmanchisquare(*(-means).T).pvalue)

with open(OUT / "expected.csv", "w", newline="") as out:
    out.write(f"# statsmodels {statsmodels.__version__} scipy {scipy.__version__} numpy {np.__version__}: sm.WLS(...).fit(HC1 or cluster), scipy.stats.t, ttest_1samp, wilcoxon, friedmanchisquare (reference-makers/gates.py)\n")
    out.write("# tolerance: relative, of double rounding; intervals and p-values by other series of the t distribution\n")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["case", "what", "value", "tolerance"])
    table.writerows(EXPECTED)
