"""Makes sequential/boundaries-quadrature.csv: critical values by Gauss-Legendre quadrature with 1500 nodes a look.

Run: python3 sequential-quadrature.py <folder of the tables>
"""
import sys
import numpy as np, scipy
from scipy.optimize import brentq
from scipy.stats import norm

nodes, weights = np.polynomial.legendre.leggauss(1500)

def critical(spending, fractions, alpha, sided):
    points, masses, before, spent, found = np.array([0.0]), np.array([1.0]), 0.0, 0.0, []
    for t in fractions:
        d = np.sqrt(t - before)
        beyond = lambda c: (masses * norm.sf((c * np.sqrt(t) - points * np.sqrt(before)) / d)).sum()
        may = spending(min(t, 1.0), alpha / sided)
        c = brentq(lambda c: np.log(beyond(c) / (may - spent)), -5, 35, xtol=1e-13)
        low = -c if sided == 2 else -12.0
        z, w = low + (c - low) * (nodes + 1) / 2, weights * (c - low) / 2
        masses = w * (norm.pdf((z[:, None] * np.sqrt(t) - points[None, :] * np.sqrt(before)) / d) * np.sqrt(t) / d * masses[None, :]).sum(1)
        points, before, spent = z, t, may
        found.append(c)
    return found

rules = {"spend-of": lambda t, a: 2 * norm.sf(norm.isf(a / 2) / np.sqrt(t)), "spend-pocock": lambda t, a: a * np.log(1 + (np.e - 1) * t),
         "spend-power-3": lambda t, a: a * t ** 3, "spend-power-1": lambda t, a: a * t}
looks = [[1.0], [0.6, 0.61, 1.0], [0.3, 0.35, 0.9, 1.0], [0.05, 0.5, 0.99, 1.0], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0], [0.5, 0.8]]
rows = []
for name, spending in rules.items():
    for fractions in looks:
        for alpha, sided in ((0.05, 2), (0.025, 1), (0.001, 2), (1e-6, 1)):
            found = critical(spending, fractions, alpha, sided)
            if max(found) > 7:  # beyond 1e-11 of probability
                continue
            rows.append(",".join([f"{name} {len(fractions)} looks alpha {alpha} sided {sided}", name, " ".join(map(repr, fractions)), repr(alpha), str(sided),
                                  " ".join(repr(float(c)) for c in found), "1e-8", "root finders"]))
with open(sys.argv[1] + "/sequential/boundaries-quadrature.csv", "w") as f:
    f.write(f"# scipy {scipy.__version__}, numpy {np.__version__}: Gauss-Legendre quadrature, brentq (sequential-quadrature.py)\ncase,rule,fractions,alpha,sided,critical,tolerance,reason\n" + "\n".join(rows) + "\n")
