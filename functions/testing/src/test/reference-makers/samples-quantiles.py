"""Reference values of quantile differences, of clustered quantiles and of the clustered bootstrap, by formulas written
down again from Deng, Knoblich and Lu (2018) and from Efron (1987). Run in this folder: python3 samples-quantiles.py"""
import math
import pathlib
import sys

import numpy as np
import scipy
from scipy import stats

OUT = pathlib.Path(__file__).parent.parent / "resources" / "reference"
RNG = np.random.default_rng(20261124)
VERSIONS = f"Python {sys.version.split()[0]}, scipy {scipy.__version__}, numpy {np.__version__}"
ASKED = [(0.0, "TWO_SIDED", 0.95), (0.0, "GREATER", 0.95), (0.0, "LESS", 0.9), (0.3, "TWO_SIDED", 0.99)]
DIGITS = "double rounding"


def vector(values):
    return " ".join(repr(float(v)) for v in values)


def whole(values):
    return " ".join(str(int(v)) for v in values)


def table(name, origin, rows):
    lines = [f"# {VERSIONS}; {origin}", ",".join(rows[0])]
    lines += [",".join(repr(float(v)) if isinstance(v, float) else str(v) for v in row.values()) for row in rows]
    (OUT / f"{name}.csv").write_text("\n".join(lines) + "\n")


def answered(estimate, error, null, side, level):
    """A normal interval and p-value; none without an error."""
    if error is None:
        return dict(estimate="NaN", lower="NaN", upper="NaN", p="NaN")
    z = (estimate - null) / error
    reach = stats.norm.isf((1 - level) / (2 if side == "TWO_SIDED" else 1)) * error
    p = {"TWO_SIDED": 2 * stats.norm.sf(abs(z)), "GREATER": stats.norm.sf(z), "LESS": stats.norm.cdf(z)}[side]
    return dict(estimate=float(estimate), lower=-math.inf if side == "LESS" else float(estimate - reach),
                upper=math.inf if side == "GREATER" else float(estimate + reach), p=float(p))


def cluster_error(values, clusters):
    """Of a mean over clusters: the sandwich with G / (G - 1)."""
    residual = np.array([(values[clusters == g] - values.mean()).sum() for g in np.unique(clusters)])
    groups = len(residual)
    return math.inf if groups < 2 else math.sqrt(groups / (groups - 1) * (residual**2).sum()) / len(values)


def slope(x, q, share_error, reach):
    """Units per unit of probability, from the order statistics outside of what chance does to the share."""
    n, s, away = len(x), np.sort(x), reach * share_error
    if not math.isfinite(away):
        return None
    below, above = math.floor(n * (q - away)), math.floor(n * (q + away)) + 1
    return None if below < 1 or above > n else (s[above - 1] - s[below - 1]) / (2 * away)


def share_error(x, clusters, q):
    return math.sqrt(q * (1 - q) / len(x)) if clusters is None else cluster_error((x <= np.quantile(x, q)) * 1.0, clusters)


def reach_of(side, level):
    return stats.norm.isf((1 - level) / (2 if side == "TWO_SIDED" else 1))


def two_samples(x, gx, y, gy, q, null, side, level):
    errors = []
    for values, groups in ((x, gx), (y, gy)):
        error = share_error(values, groups, q)
        per_share = slope(values, q, error, reach_of(side, level))
        if per_share is None:
            return answered(None, None, null, side, level)
        errors.append(error * per_share)
    return answered(np.quantile(x, q) - np.quantile(y, q), math.hypot(*errors), null, side, level)


def paired(x, y, g, q, null, side, level):
    n, influence = len(x), np.zeros(len(x))
    for values, sign in ((x, -1), (y, 1)):
        per_share = slope(values, q, share_error(values, g, q), reach_of(side, level))
        if per_share is None:
            return answered(None, None, null, side, level)
        influence += sign * per_share * (values <= np.quantile(values, q))
    error = math.sqrt(influence.var(ddof=1) / n) if g is None else cluster_error(influence, g)
    return answered(np.quantile(x, q) - np.quantile(y, q), error, null, side, level)




def one_sample(x, g, q, null, side, level):
    """Ends and p-value from the shares of rows below and above the null value, which are normal with the clusters' error."""
    n, s, error = len(x), np.sort(x), share_error(x, g, q)
    first = math.ceil(n * (q - reach_of(side, level) * error))
    last = n + 1 - math.ceil(n * (1 - q - reach_of(side, level) * error))
    if side != "LESS" and first < 1 or side != "GREATER" and last > n:
        return answered(None, None, null, side, level)
    greater = stats.norm.sf((q - (x <= null).mean()) / error)
    less = stats.norm.sf((1 - q - (x >= null).mean()) / error)
    p = {"TWO_SIDED": min(1, 2 * min(greater, less)), "GREATER": greater, "LESS": less}[side]
    return dict(estimate=float(np.quantile(x, q)), lower=-math.inf if side == "LESS" else float(s[first - 1]),
                upper=math.inf if side == "GREATER" else float(s[last - 1]), p=float(p))


BASE = RNG.normal(size=200)
EFFECT = RNG.normal(size=20)
GROUPS = np.repeat(np.arange(20), 10)
CASES = {
    "gaussian": (np.round(BASE + RNG.normal(size=200), 4), np.round(BASE + RNG.normal(size=200), 4), 0.9),
    "median": (np.round(BASE, 4), np.round(0.2 + BASE + 0.3 * RNG.normal(size=200), 4), 0.5),
    "skewed tail": (np.round(np.exp(BASE), 4), np.round(np.exp(BASE + 0.3 * RNG.normal(size=200)), 4), 0.95),
    "ties": (np.round(BASE + RNG.normal(size=200)), np.round(BASE - 0.4 + RNG.normal(size=200)), 0.7),
    "offset": (1e9 + np.round(BASE, 3), 1e9 + np.round(BASE + 0.5 * RNG.normal(size=200), 3), 0.8),
    "zeros": (np.maximum(0, np.round(BASE, 3)), np.maximum(0, np.round(BASE + RNG.normal(size=200), 3)), 0.75),
    "clustered": (np.round(EFFECT[GROUPS] + RNG.normal(size=200), 4), np.round(EFFECT[GROUPS] + RNG.normal(size=200), 4), 0.6),
    "too far out": (np.round(BASE, 4), np.round(BASE + RNG.normal(size=200), 4), 0.999),
    "three": (np.array([1.0, 5, 2]), np.array([2.0, 2, 7]), 0.5),
    "one": (np.array([1.5]), np.array([2.5]), 0.5),
}


def differences():
    kinds = {"paired/paired-quantile": [], "twosample/quantile-difference": []}
    for case, (x, y, q) in CASES.items():
        g = GROUPS[: len(x)]
        for clusters in (None, g):
            if clusters is not None and len(x) < 20:
                continue
            for null, side, level in ASKED:
                said = dict(case=f"{case}{' in clusters' if clusters is not None else ''}", treatment=vector(x), control=vector(y),
                            clusters="" if clusters is None else whole(clusters), probability=q, null=null, alternative=side, confidence=level)
                tolerance = dict(tolerance=1e-6 if case == "offset" else 1e-9, reason="digits lost at an offset" if case == "offset" else DIGITS)
                kinds["paired/paired-quantile"].append(said | paired(x, y, clusters, q, null, side, level) | tolerance)
                kinds["twosample/quantile-difference"].append(said | two_samples(x, clusters, y, clusters, q, null, side, level) | tolerance)
    origin = "numpy.quantile; slopes from outer order statistics, influence by row or cluster, scipy.stats.norm; NaN where an order statistic lies outside"
    for name, rows in kinds.items():
        table(name, origin, rows)


def clustered_bootstrap():
    """Whole clusters with replacement, multinomial; the acceleration from the clusters' influence on the ratio."""
    rows = []
    cases = {
        "gaussian": CASES["clustered"][0], "skewed": np.round(np.exp(EFFECT[GROUPS] / 2 + RNG.normal(size=200)), 4), "offset": 1e6 + CASES["clustered"][1],
        "binary": (RNG.random(200) < 0.1 + 0.2 * (EFFECT[GROUPS] > 0)) * 1.0, "negative": -np.round(RNG.gamma(0.7, 2, 200), 4),
        "mostly zero": (RNG.random(200) < 0.1) * np.round(RNG.normal(0.5, 1, 200), 3), "heavy": np.round(RNG.standard_t(3, 200), 4), "ties": np.round(EFFECT[GROUPS] + BASE),
    }
    for i, (case, x) in enumerate(cases.items()):
        sizes = RNG.integers(1, 6, 100) if case in ("gaussian", "skewed") else np.full(20, 10)
        g = np.repeat(np.arange(len(sizes)), sizes)[: len(x)]
        totals, weights = np.bincount(g, x), np.bincount(g).astype(float)
        count, mean = len(totals), x[: len(g)].sum() / weights.sum()
        x = x[: len(g)]
        drawn = np.random.default_rng(100 + i).integers(0, count, (40000, count))
        means = np.sort(totals[drawn].sum(1) / weights[drawn].sum(1))
        influence = totals - mean * weights
        acceleration = (influence**3).sum() / (6 * (influence**2).sum() ** 1.5)
        bias = stats.norm.ppf(((means < mean).mean() + (means <= mean).mean()) / 2)
        row = dict(case=case, values=vector(x), clusters=whole(g), estimate=float(mean), error=float(cluster_error(x, g)))
        for name, b, a in (("percentile", 0, 0), ("bca", bias, acceleration)):
            for end, z in (("Lower", stats.norm.ppf(0.025)), ("Upper", stats.norm.ppf(0.975))):
                row[name + end] = float(np.quantile(means, stats.norm.cdf(b + (b + z) / (1 - a * (b + z)))))
        rows.append(row | dict(tolerance=0.12, reason="of a standard error: chance of the resamples on both sides; Poisson for multinomial"))
    table("paired/clustered-bootstrap", "numpy.random.default_rng(100 + row).integers: 40000 resamples of whole clusters; BCa by Efron's formulas with the clusters' influence", rows)


def clustered_quantiles():
    rows = []
    for case, (x, _, q) in CASES.items():
        if len(x) < 20:
            continue
        for null, side, level in ASKED:
            said = dict(case=case, values=vector(x), clusters=whole(GROUPS), probability=q, null=null, alternative=side, confidence=level)
            rows.append(said | one_sample(x, GROUPS, q, null, side, level) | dict(tolerance=1e-9, reason=DIGITS))
    table("onesample/clustered-quantile", "numpy.quantile; the shares of rows on both sides of the null value against scipy.stats.norm with the clusters' error", rows)


differences()
clustered_quantiles()
clustered_bootstrap()
