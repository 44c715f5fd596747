"""Reference values of means with caps, ratios, weights and clusters, and of split zeros. Run in this folder: python3 samples-means.py"""
import math
import pathlib
import sys

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats._delta_method import NonlinearDeltaCov

OUT = pathlib.Path(__file__).parent.parent / "resources" / "reference"
RNG = np.random.default_rng(20261124)
VERSIONS = f"Python {sys.version.split()[0]}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}"
SCIPY = {"TWO_SIDED": "two-sided", "GREATER": "greater", "LESS": "less"}
DIGITS = "double rounding"


def vector(values):
    return " ".join(repr(float(v)) for v in values)


def table(name, origin, rows):
    lines = [f"# {VERSIONS}; {origin}", ",".join(rows[0])]
    lines += [",".join(repr(float(v)) if isinstance(v, float) else str(v) for v in row.values()) for row in rows]
    (OUT / f"{name}.csv").write_text("\n".join(lines) + "\n")


def asked(*nulls):
    return [(nulls[0], "TWO_SIDED", 0.95), (nulls[0], "GREATER", 0.95), (nulls[0], "LESS", 0.9), (nulls[1], "TWO_SIDED", 0.99)]


def pivoted(estimate, error, degrees, null, side, level):
    law = stats.norm if math.isinf(degrees) else stats.t(degrees)
    t = (estimate - null) / error
    reach = law.isf((1 - level) / (2 if side == "TWO_SIDED" else 1)) * error
    p = {"TWO_SIDED": 2 * law.sf(abs(t)), "GREATER": law.sf(t), "LESS": law.cdf(t)}[side]
    return dict(null=null, alternative=side, confidence=level, estimate=float(estimate), lower=-math.inf if side == "LESS" else float(estimate - reach),
                upper=math.inf if side == "GREATER" else float(estimate + reach), p=float(p))


PAIRS = {
    "two": (np.array([1.0, 2]), np.array([3.0, 5])), "three": (np.array([1.0, 2, 9]), np.array([3.0, 5, 4.5])), "one against many": (np.array([1.5]), np.array([0.25, 4, 7, 9])),
    "constant": (np.full(5, 2.0), np.full(4, 2.0)), "one side constant": (np.full(5, 2.0), np.array([1.0, 3, 4, 2])), "offset": (1e6 + np.arange(8.0) ** 2, 1e6 + np.arange(6.0)),
    "ties": (np.array([1.0, 2, 2, 3, 3, 3, 4]), np.array([2.0, 2, 3, 4, 4, 5])), "unequal": (np.round(RNG.normal(1, 5, 12), 3), np.round(RNG.normal(2, 1, 40), 3)),
    "skewed": (np.round(np.exp(2 * RNG.normal(size=150)), 3), np.round(np.exp(2 * RNG.normal(size=130)), 3)), "zeros": (np.maximum(0, np.round(RNG.normal(size=80), 3)), np.maximum(0, np.round(RNG.normal(size=70), 3))),
    "negative": (-np.round(RNG.exponential(size=60), 4), -np.round(RNG.exponential(size=50), 4)), "tiny": (RNG.exponential(size=20) * 1e-12, RNG.exponential(size=25) * 1e-12),
}
NONE = dict(estimate="NaN", lower="NaN", upper="NaN", p="NaN")


def winsorised():
    rows = []
    for case, (x, y) in PAIRS.items():
        for quantile in (0.9, 0.99, 1.0):
            cap = np.quantile(np.concatenate([x, y]), quantile)
            a, b = np.minimum(x, cap), np.minimum(y, cap)
            for null, side, level in asked(0.0, 0.3):
                said = dict(case=f"{case} {quantile}", treatment=vector(x), control=vector(y), quantile=quantile)
                answer = dict(null=null, alternative=side, confidence=level) | NONE
                if min(len(a), len(b)) > 1 and a.var() + b.var() > 0:
                    # scipy knows the null value 0 only, so that the treatment moves.
                    test = stats.ttest_ind(a - null, b, equal_var=False, alternative=SCIPY[side])
                    ci = stats.ttest_ind(a, b, equal_var=False, alternative=SCIPY[side]).confidence_interval(level)
                    answer |= dict(estimate=float(a.mean() - b.mean()), lower=float(ci.low), upper=float(ci.high), p=float(test.pvalue))
                rows.append(said | answer | dict(tolerance=1e-8 if case == "offset" else 1e-9, reason=DIGITS))
    table("twosample/winsorised-welch", "ttest_ind(minimum(treatment, cap), minimum(control, cap), equal_var=False, alternative).confidence_interval; cap = numpy.quantile of both together", rows)


def ratios():
    for name, less, nulls in (("ratio-of-means", 0, (1.0, 1.3)), ("relative-lift", 1, (0.0, 0.3))):
        rows = []
        for case, (x, y) in PAIRS.items():
            for null, side, level in asked(*nulls):
                said = dict(case=case, treatment=vector(x), control=vector(y))
                answer = dict(null=null, alternative=side, confidence=level) | NONE
                if min(len(x), len(y)) > 1 and x.var() + y.var() > 0:
                    scale = abs(y.mean())
                    means = np.array([x.mean(), y.mean()]) / scale
                    cov = np.diag([x.var(ddof=1) / len(x), y.var(ddof=1) / len(y)]) / scale**2
                    delta = NonlinearDeltaCov(lambda m: np.array([m[0] / m[1] - less]), means, cov, deriv=lambda m: np.array([[1 / m[1], -m[0] / m[1] ** 2]]))
                    answer = pivoted(delta.predicted().item(), delta.se_vectorized().item(), math.inf, null, side, level)
                rows.append(said | answer | dict(tolerance=1e-9, reason=DIGITS))
        table(f"twosample/{name}", "statsmodels.stats._delta_method.NonlinearDeltaCov of both means with their variances; normal distribution", rows)


def robust_welch():
    rows = []
    for case, (x, y) in PAIRS.items():
        if min(len(x), len(y)) < 2:
            continue
        for kind in ("weights", "clusters", "both"):
            sides, errors, columns = [], [], {}
            for name, values in (("treatment", x), ("control", y)):
                n = len(values)
                w = np.ones(n) if kind == "clusters" else np.round(RNG.uniform(0.1, 4, n), 2)
                g = np.arange(n) if kind == "weights" else np.minimum(np.arange(n) // (3 if n > 9 else 1), n - 1)
                model = sm.WLS(values, np.ones(n), weights=w)
                fit = model.fit(cov_type="HC1") if kind == "weights" else model.fit(cov_type="cluster", cov_kwds={"groups": g})
                unit = np.bincount(g, weights=w)
                sides.append((fit.params[0], fit.bse[0], max(1.0, unit.sum() ** 2 / (unit**2).sum() - 1)))
                columns |= {name: vector(values), f"{name}Weights": vector(w), f"{name}Clusters": " ".join(map(str, g))}
            (a, ea, da), (b, eb, db) = sides
            for null, side, level in asked(0.0, 0.3):
                answer = dict(null=null, alternative=side, confidence=level) | NONE
                if ea**2 + eb**2 > 1e-24 * (a**2 + b**2):
                    degrees = (ea**2 + eb**2) ** 2 / (ea**4 / da + eb**4 / db)
                    answer = pivoted(a - b, math.hypot(ea, eb), degrees, null, side, level)
                rows.append(dict(case=f"{case} {kind}") | columns | answer | dict(tolerance=1e-6 if case == "offset" else 1e-9, reason="digits lost at an offset" if case == "offset" else DIGITS))
    table("twosample/robust-welch", 'sm.WLS(values, ones, weights).fit(cov_type="HC1" or "cluster") of each side; Satterthwaite degrees of freedom from the effective number of units of each, less one; scipy.stats.t', rows)


def split_zeros():
    columns = {"few": [0, 0, 1, 2, 3, 4, -1, 5, 6, -2, 7, 8.5], "many": [0] * 20 + [1, 2, -3, 4, 5, 6, 7, -8, 9, 10.5], "ones": [0] * 30 + [1] * 14 + [-1] * 6,
               "half": list(np.round(RNG.normal(0.1, 1, 200) * 2) / 2), "one zero": [0, 1, 2, -3, 5], "single": [0, 2], "offset": [0, 0, 0] + [1e9 + i for i in range(1, 9)],
               "no zeros but ties": [1, 1, -1, 2, 2, -2, 3, 4, 4], "three": [0, 0, -1], "large": list(np.round(RNG.normal(0.02, 1, 1500), 1))}
    rows = []
    for case, d in columns.items():
        for side in SCIPY:
            test = stats.wilcoxon(np.array(d, float), zero_method="zsplit", correction=False, alternative=SCIPY[side], method="asymptotic")
            rows.append(dict(case=case, differences=vector(d), alternative=side, p=float(test.pvalue), tolerance=1e-12, reason=DIGITS))
    table("paired/wilcoxon-split", 'scipy.stats.wilcoxon(differences, zero_method="zsplit", correction=False, alternative, method="asymptotic")', rows)


winsorised()
ratios()
robust_welch()
split_zeros()
