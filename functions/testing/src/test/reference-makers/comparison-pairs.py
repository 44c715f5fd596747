"""Makes comparison/delong-robust.csv: areas with weights and clusters from all pairs of a positive and a negative.

Run: python3 comparison-pairs.py <folder of the tables>
"""
import sys
import numpy as np
from scipy.stats import norm, t as student

RNG = np.random.default_rng(20261124)


def influence(y, w, g, score):
    """Area and, by cluster, the two sums of Obuchowski (1997): placements less the area, weighted, over the weight of their class."""
    pos, neg = np.flatnonzero(y), np.flatnonzero(~y)
    wins = (score[pos][:, None] > score[neg][None, :]) + 0.5 * (score[pos][:, None] == score[neg][None, :])
    wp, wn = w[pos] / w[pos].sum(), w[neg] / w[neg].sum()
    area = wp @ wins @ wn
    rows = np.zeros(len(y))
    rows[pos], rows[neg] = wp * (wins @ wn - area), wn * (wp @ wins - area)
    return area, rows


def variance(y, g, rows):
    if np.abs(rows).max() < 1e-15:  # rounding of what does not vary
        return 0.0
    if g is None:
        return sum(k / (k - 1) * (rows[part] ** 2).sum() for part in (y, ~y) for k in [part.sum()])
    count = len(np.unique(g))
    a, b = np.bincount(g, rows * y), np.bincount(g, rows * ~y)
    return count / (count - 1) * ((a**2).sum() + (b**2).sum() + 2 * (a * b).sum())


def known(x, mean):
    """Degrees of freedom of a variance from the kurtosis (O'Neill 2014), n - 1 at most."""
    n, d = len(x), x - mean
    excess = n * (d**4).sum() / (d**2).sum() ** 2 - (n - 3) / (n - 1)
    return min(n - 1, 2 * n / excess) if excess > 0 else n - 1


def degrees(y, g, rows):
    if g is not None:
        return known(np.bincount(g, rows), 0)
    parts = [(k / (k - 1) * (rows[part] ** 2).sum(), known(rows[part], 0)) for part in (y, ~y) for k in [part.sum()]]
    return sum(v for v, _ in parts) ** 2 / sum(v**2 / df for v, df in parts)


def vector(x):
    return " ".join(repr(float(v)) for v in x)


cases = {}
for n in (8, 30, 300):
    for ties in (False, True):
        y = np.arange(n) % 3 == 0
        effect = np.repeat(RNG.normal(size=n), 3)[:n]
        first = y + effect + RNG.normal(size=n)
        second = 0.5 * first + y + RNG.normal(size=n)
        cases[f"{n} rows{' with ties' if ties else ''}"] = (y, *((np.round(first), np.round(second)) if ties else (first, second)))
y = np.arange(60) % 10 == 0
cases["few positives and an offset"] = (y, 1e9 + np.round(y + RNG.normal(size=60), 3), 1e9 + np.round(RNG.normal(size=60), 3))
cases["constant against informative"] = (y, np.ones(60), y + RNG.normal(size=60))
cases["clusters of one class"] = (np.arange(60) % 6 < 3, RNG.normal(size=60), RNG.normal(size=60))
rows = []
for case, (y, first, second) in cases.items():
    n = len(y)
    for kind in ("weights", "clusters", "both"):
        w = np.ones(n) if kind == "clusters" else np.round(RNG.uniform(0.1, 4, n), 2)
        g = None if kind == "weights" else np.arange(n) // 3
        (area, a), (other, b) = influence(y, w, g, first), influence(y, w, g, second)
        lower = upper = areap = float("nan")
        if variance(y, g, a) > 0:
            error, df, middle = np.sqrt(variance(y, g, a)) / (area * (1 - area)), degrees(y, g, a), np.log(area / (1 - area))
            lower, upper = (1 / (1 + np.exp(-(middle + sign * student.isf(0.025, df) * error))) for sign in (-1, 1))
            areap = 2 * student.sf(abs(middle) / error, df)
        difference, spread = other - area, variance(y, g, b - a)
        reach, p = norm.isf(0.025) * np.sqrt(spread), 2 * norm.sf(abs(difference) / np.sqrt(spread))
        rows.append(",".join([f"{case}: {kind}", vector(y), vector(first), vector(second), vector(w), "" if g is None else " ".join(map(str, g)),
                              *(repr(float(v)) for v in (area, variance(y, g, a), lower, upper, areap, difference, difference - reach, difference + reach, p)), "1e-10", "rounding"]))
with open(sys.argv[1] + "/comparison/delong-robust.csv", "w") as f:
    f.write(f"# numpy {np.__version__}: all pairs of a positive and a negative, Obuchowski's (1997) sums by cluster with G / (G - 1) over all clusters; areas on the log odds with Student's t, its degrees of freedom from the kurtosis of the influences (O'Neill 2014) (comparison-pairs.py)\n"
            "case,positive,first,second,weights,clusters,area,variance,arealower,areaupper,areap,difference,lower,upper,p,tolerance,reason\n" + "\n".join(rows) + "\n")
