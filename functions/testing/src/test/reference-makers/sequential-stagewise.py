"""Makes sequential/stopped-two-sided.csv: stage-wise estimate, interval and p-value by Gauss-Legendre quadrature with 800 nodes a look.

Run: python3 sequential-stagewise.py <folder of the tables>
"""
import sys
import numpy as np, scipy
from scipy.optimize import brentq
from scipy.stats import norm

nodes, weights = np.polynomial.legendre.leggauss(800)


def step(points, masses, before, t, drift, low, high):
    """From the density of the score at the last look to that at this one, while z stays between low and high."""
    d = np.sqrt(t - before)
    z, w = low + (high - low) * (nodes + 1) / 2, weights * (high - low) / 2
    score = z * np.sqrt(t)
    return score, w * np.sqrt(t) * (norm.pdf((score[:, None] - points[None, :] - drift * (t - before)) / d) / d * masses[None, :]).sum(1)


def tail(fractions, critical, z, drift, up):
    """The probability of crossing sooner on this side, or of ending at least so far out on it."""
    points, masses, before, total = np.array([0.0]), np.array([1.0]), 0.0, 0.0
    for k, t in enumerate(fractions):
        seen = k == len(fractions) - 1
        bound = z if seen else critical[k] if up else -critical[k]
        away = (bound * np.sqrt(t) - points - drift * (t - before)) / np.sqrt(t - before)
        total += (masses * (norm.sf(away) if up else norm.cdf(away))).sum()
        if not seen:
            points, masses = step(points, masses, before, t, drift, -critical[k], critical[k])
            before = t
    return total


def critical_values(spending, fractions, alpha):
    points, masses, before, spent, found = np.array([0.0]), np.array([1.0]), 0.0, 0.0, []
    for t in fractions:
        beyond = lambda c: (masses * norm.sf((c * np.sqrt(t) - points) / np.sqrt(t - before))).sum()
        may = spending(min(t, 1.0), alpha / 2)
        c = brentq(lambda c: np.log(beyond(c) / (may - spent)), -5, 35, xtol=1e-13)
        points, masses = step(points, masses, before, t, 0.0, -c, c)
        before, spent = t, may
        found.append(c)
    return found


rules = {"spend-of": lambda t, a: 2 * norm.sf(norm.isf(a / 2) / np.sqrt(t)), "spend-pocock": lambda t, a: a * np.log(1 + (np.e - 1) * t),
         "spend-power-3": lambda t, a: a * t ** 3, "spend-power-1": lambda t, a: a * t}
trials = [
    ("crosses upwards at the end", "spend-of", [0.25, 0.5, 0.75, 1], 0.05, [0.5, 1.1, 1.8, 2.3], 10),
    ("crosses downwards at the end", "spend-of", [0.25, 0.5, 0.75, 1], 0.05, [0.5, -1.1, -1.8, -2.3], 10),
    ("crosses early", "spend-of", [0.25, 0.5, 0.75, 1], 0.05, [1.5, 3.1], 10),
    ("crosses early downwards", "spend-pocock", [0.2, 0.6, 1], 0.05, [-0.4, -2.9], 3),
    ("crosses at the first look", "spend-pocock", [0.2, 0.6, 1], 0.05, [3.4], 10),
    ("never crosses", "spend-pocock", [0.2, 0.6, 1], 0.1, [0.3, -0.4, 0.9], 10),
    ("exactly nothing", "spend-power-1", [0.5, 1], 0.05, [0.2, 0.0], 10),
    ("unequal looks", "spend-power-3", [0.1, 0.15, 0.8, 1], 0.05, [0.1, 0.4, 1.2, 2.6], 100),
    ("looks close to each other", "spend-of", [0.6, 0.61, 1], 0.01, [1.0, 0.9, 2.7], 1),
    ("far beyond", "spend-of", [0.4, 0.7, 1], 0.05, [1.9, 4.5], 10),
    ("one look", "spend-of", [1.0], 0.05, [2.1], 10),
    ("stopped before the end", "spend-power-1", [0.3, 0.5], 0.05, [0.8, 1.1], 10)]
rows = []
for case, name, fractions, alpha, zs, planned in trials:
    critical, seen = critical_values(rules[name], fractions, alpha), fractions[: len(zs)]
    errors = [1 / (planned * np.sqrt(t)) for t in seen]
    at = lambda drift, up: tail(seen, critical, zs[-1], drift, up)
    centre, reach = zs[-1] / np.sqrt(seen[-1]), 12 / np.sqrt(seen[0])
    find = lambda p: brentq(lambda drift: at(drift, True) - p, centre - reach, centre + reach, xtol=1e-12) / planned
    numbers = [find(0.5), find(alpha / 2), find(1 - alpha / 2), min(1, 2 * min(at(0, True), at(0, False)))]
    rows.append(",".join([case, name, " ".join(map(repr, seen)), " ".join(map(repr, seen)), " ".join(repr(float(z * e)) for z, e in zip(zs, errors)), " ".join(repr(float(e)) for e in errors),
                          repr(alpha), *(repr(float(n)) for n in numbers), "1e-7", "root finders"]))
with open(sys.argv[1] + "/sequential/stopped-two-sided.csv", "w") as f:
    f.write(f"# scipy {scipy.__version__}, numpy {np.__version__}: Gauss-Legendre quadrature, brentq (sequential-stagewise.py)\n"
            "case,rule,planned,fractions,estimates,errors,alpha,estimate,lower,upper,p,tolerance,reason\n" + "\n".join(rows) + "\n")
