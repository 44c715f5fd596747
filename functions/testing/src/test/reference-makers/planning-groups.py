"""Makes planning/group-sequential.csv: the power of Pocock's and of O'Brien and Fleming's tests.

Published: the inflation factors of Jennison and Turnbull (2000), tables 2.2 and 2.4, two-sided alpha 0.05: with
the drift (z[0.975] + z[power]) sqrt(factor) at the last look the power is as tabulated. Else Gauss-Legendre quadrature of the
statistic's density under a drift, 600 nodes a look.

Run: python3 planning-groups.py <folder of the tables>
"""
import sys
import numpy as np, scipy
from scipy.optimize import brentq
from scipy.stats import norm

nodes, weights = np.polynomial.legendre.leggauss(600)


def crossing(bounds, fractions, drift, sided):
    """By look, the probability to cross first there; drift is the mean of the statistic at fraction 1."""
    points, masses, before, out = np.array([0.0]), np.array([1.0]), 0.0, []
    for c, t in zip(bounds, fractions):
        d = np.sqrt(t - before)
        mean = points * np.sqrt(before) + drift * (t - before)
        up = (masses * norm.sf((c * np.sqrt(t) - mean) / d)).sum()
        down = (masses * norm.cdf((-c * np.sqrt(t) - mean) / d)).sum() if sided == 2 else 0
        out.append(up + down)
        low = -c if sided == 2 else -12.0
        z, w = low + (c - low) * (nodes + 1) / 2, weights * (c - low) / 2
        masses = w * (norm.pdf((z[:, None] * np.sqrt(t) - mean[None, :]) / d) * np.sqrt(t) / d * masses[None, :]).sum(1)
        points, before = z, t
    return out


shape = {"pocock": 0.5, "obrien-fleming": 0.0}
rows = []
published = {"pocock": {2: (1.110, 1.100), 3: (1.166, 1.151), 4: (1.202, 1.183), 5: (1.229, 1.207), 10: (1.301, 1.271)},
             "obrien-fleming": {2: (1.008, 1.007), 3: (1.017, 1.016), 4: (1.024, 1.022), 5: (1.028, 1.026), 10: (1.040, 1.037)}}
for rule, table in published.items():
    for looks, factors in table.items():
        for power, factor in zip((0.8, 0.9), factors):
            drift = (norm.isf(0.025) + norm.ppf(power)) * np.sqrt(factor)
            rows.append([f"{rule} {looks} looks power {power}: published", rule, looks, 0.05, 2, repr(float(drift)), power, "", "4e-4", "the factor is printed to three digits"])
# 118.3143 % of the fixed sample at most.
rows.append(["pocock 4 looks power 0.9: SAS", "pocock", 4, 0.05, 2, repr(float(1.183143 ** 0.5 * (norm.ppf(0.975) + norm.ppf(0.9)))), 0.9, "", "3e-5", "SAS integrates over a grid"])
for rule in shape:
    for looks, alpha, sided in ((1, 0.05, 2), (2, 0.05, 1), (3, 0.01, 2), (4, 0.025, 1), (5, 0.05, 2)):
        fractions = [(k + 1) / looks for k in range(looks)]
        bounds = lambda c: [c * t ** (shape[rule] - 0.5) for t in fractions]
        c = brentq(lambda c: sum(crossing(bounds(c), fractions, 0, sided)) - alpha, 0.5, 8, xtol=1e-13)
        for drift in (0.0, 1.5, 3.2):
            by_look = crossing(bounds(c), fractions, drift, sided)
            expected = 1 - sum(p * (1 - t) for p, t in zip(by_look, fractions))
            rows.append([f"{rule} {looks} looks alpha {alpha} sided {sided} drift {drift}", rule, looks, alpha, sided, drift, repr(float(sum(by_look))), repr(float(expected)), "1e-8", "root finders"])
with open(sys.argv[1] + "/planning/group-sequential.csv", "w") as f:
    f.write(f"# Jennison and Turnbull 2000, tables 2.2 and 2.4 (rows 'published', quoted from memory and right to the three digits printed); SAS/STAT 14.2, PROC SEQDESIGN, the two-sided Pocock design of its examples (row 'SAS'); scipy {scipy.__version__}, numpy {np.__version__}: Gauss-Legendre quadrature, brentq (planning-groups.py)\n"
            "case,rule,looks,alpha,sided,drift,power,expected,tolerance,reason\n" + "\n".join(",".join(map(str, r)) for r in rows) + "\n")
