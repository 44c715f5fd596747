"""Writes association/kendall.csv: python3 association.py DIRECTORY (numpy, scipy).

tau-b is scipy.stats.kendalltau's, of all things and with each left out in turn; the interval is put together of these.
"""
import sys

import numpy as np
import scipy
from scipy import stats

random = np.random.default_rng(20261125)


def tau(x, y):
    return stats.kendalltau(x, y, variant="b").statistic


def interval(x, y, confidence):
    n = len(x)
    t = tau(x, y)
    others = np.array([tau(np.delete(x, i), np.delete(y, i)) for i in range(n)])
    jackknife = np.sqrt((n - 1) / n * np.sum((others - others.mean()) ** 2))
    ordered = min(sum(v[i] != v[j] for i in range(n) for j in range(i)) for v in (x, y))
    seen = np.clip(t, -(1 - 2 / ordered), 1 - 2 / ordered)
    error = max(np.sqrt(0.437 / (n - 4)), jackknife / (1 - seen ** 2))
    reach = stats.norm.isf((1 - confidence) / 2) * error
    z = np.arctanh(seen)
    return t, min(t, np.tanh(z - reach)), max(t, np.tanh(z + reach)), 2 * stats.norm.sf(abs(z) / error)


def cases():
    for n in (10, 11, 25, 60):
        x = random.standard_normal(n).round(6)
        for name, weight in (("unrelated", 0), ("related", 1), ("reversed", -3)):
            yield f"{name} {n}", x, (weight * x + random.standard_normal(n)).round(6)
    x = np.arange(12.0)
    yield "perfect", x, x ** 3
    yield "perfectly reversed", x, -x
    yield "tied in both", np.repeat(np.arange(6.0), 2), np.array([0, 0, 1, 2, 2, 1, 3, 3, 3, 4, 5, 2.0])
    yield "tied in one", np.repeat(np.arange(5.0), 3), random.standard_normal(15).round(6)
    yield "heavy tails", random.standard_cauchy(20).round(6), random.standard_cauchy(20).round(6)


with open(sys.argv[1] + "/association/kendall.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.kendalltau(variant='b'), of all and with each left out; stats.norm", file=out)
    print("# tolerance: absolute; sums of a few dozen roundings", file=out)
    print("case,x,y,confidence,tau,lower,upper,p,tolerance", file=out)
    for name, x, y in cases():
        for confidence in (0.95, 0.99):
            numbers = (" ".join(repr(float(v)) for v in vector) for vector in (x, y))
            print(name, *numbers, confidence, *(repr(float(v)) for v in interval(x, y, confidence)), "1e-12", sep=",", file=out)
