"""Reference values of the difference of two paired shares. Run in this folder: python3 samples-tango.py"""
import math
import pathlib
import sys

import numpy as np
import scipy
from scipy.optimize import brentq
from scipy.stats import norm

OUT = pathlib.Path(__file__).parent.parent / "resources" / "reference"
ORIGIN = (
    f"# Python {sys.version.split()[0]}, scipy {scipy.__version__}; Tango 1998: (b - c - n d) / sqrt(n (2 q + d - d^2)), q by brentq on the derivative of the "
    "trinomial likelihood, ends by brentq, p by norm; airway: Fagerland, Lydersen and Laake 2014 print [-0.517, -0.026]"
)
CASES = {"airway": (1, 7, 21), "few": (10, 3, 40), "one side": (0, 6, 20), "all": (7, 0, 7), "one row": (1, 0, 1), "two rows": (1, 1, 2),
         "three rows": (1, 2, 3), "many": (150, 86, 1600), "rare": (2, 3, 1000000), "most": (59, 6, 100), "uneven": (135, 7, 1500)}


def champion_only(b, c, n, d):
    """The likeliest share of rows that only the champion has right, the difference being d."""
    low, high = max(0.0, -d), (1 - d) / 2

    def slope(q):
        first = b / (q + d) if b else 0.0
        second = c / q if c else 0.0
        left = 1 - 2 * q - d
        rest = 0.0 if n == b + c else math.inf if left <= 0 else 2 * (n - b - c) / left
        return first + second - rest

    inner = (low + 1e-300 if low == 0 else math.nextafter(low, 1), math.nextafter(high, 0))
    if slope(inner[0]) <= 0:
        return low
    return high if slope(inner[1]) >= 0 else brentq(slope, *inner, xtol=1e-300, rtol=1e-15, maxiter=10000)


def score(b, c, n, d):
    excess = b - c - n * d
    variance = n * (2 * champion_only(b, c, n, d) + d - d * d)
    return 0.0 if excess == 0 else math.copysign(math.inf, excess) if variance <= 0 else excess / math.sqrt(variance)


def end(b, c, n, target, low, high):
    f = lambda d: min(max(score(b, c, n, d), -1e9), 1e9) - target
    if f(low) * f(high) > 0:
        return low if abs(low) == 1 else high
    return brentq(f, low, high, xtol=1e-16, rtol=1e-15, maxiter=1000)


rows = []
for case, (b, c, n) in CASES.items():
    for null, alternative, confidence in ((0.01, "TWO_SIDED", 0.95), (-0.05, "GREATER", 0.95), (0.02, "LESS", 0.9)):
        estimate = (b - c) / n
        k = norm.isf((1 - confidence) / (2 if alternative == "TWO_SIDED" else 1))
        z = score(b, c, n, null)
        p = {"TWO_SIDED": 2 * norm.sf(abs(z)), "GREATER": norm.sf(z), "LESS": norm.cdf(z)}[alternative]
        lower = -math.inf if alternative == "LESS" else end(b, c, n, k, -1 + 1e-12 if estimate > -1 else -1.0, estimate)
        upper = math.inf if alternative == "GREATER" else end(b, c, n, -k, estimate, 1 - 1e-12 if estimate < 1 else 1.0)
        rows.append([case, b, c, n, null, alternative, confidence, estimate, lower, upper, p, 1e-9, "double rounding"])
head = "case,challengerOnly,championOnly,rows,null,alternative,confidence,estimate,lower,upper,p,tolerance,reason"
text = lambda v: ("Inf" if v > 0 else "-Inf") if isinstance(v, float) and math.isinf(v) else repr(float(v)) if isinstance(v, (float, np.floating)) else str(v)
(OUT / "paired" / "tango.csv").write_text("\n".join([ORIGIN, head] + [",".join(map(text, r)) for r in rows]) + "\n")
