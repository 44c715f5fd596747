"""Reference values of moments, quantiles, shares and the bootstrap. Run in this folder: python3 samples.py"""
import math
import pathlib
import sys
from fractions import Fraction

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, test_proportions_2indep

OUT = pathlib.Path(__file__).parent.parent / "resources" / "reference"
RNG = np.random.default_rng(20261124)
VERSIONS = f"Python {sys.version.split()[0]}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}"


def vector(values):
    return " ".join(repr(float(v)) for v in values)


def table(name, origin, rows):
    path = OUT / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {VERSIONS}; {origin}", ",".join(rows[0])]
    lines += [",".join(str(v) if not isinstance(v, float) else repr(float(v)) for v in row.values()) for row in rows]
    path.write_text("\n".join(lines) + "\n")


def moments():
    certified = "NIST StRD univariate summary statistics: certified value"
    sets = [
        ("NumAcc1", [10000001, 10000003, 10000002], 10000002, 1, 1e-15, certified),
        ("NumAcc2", [1.2] + [1.1, 1.3] * 500, 1.2, 0.1, 1e-13, certified),
        ("NumAcc3", [1000000.2] + [1000000.1, 1000000.3] * 500, 1000000.2, 0.1, 1e-9, certified + "; the values are not doubles"),
        ("NumAcc4", [10000000.2] + [10000000.1, 10000000.3] * 500, 10000000.2, 0.1, 1e-8, certified + "; the values are not doubles"),
    ]
    exact = {
        "NumAcc4 as doubles": [10000000.2] + [10000000.1, 10000000.3] * 500,
        "two": [1, 2], "constant": [0.1] * 7, "offset": list(1e12 + np.arange(9) ** 2),
        "tiny": list(RNG.normal(size=30) * 1e-150), "huge": list(RNG.normal(size=30) * 1e150), "gaussian": list(RNG.normal(size=500)),
        "skewed": list(np.exp(2 * RNG.normal(size=500))), "near": list(1 + np.arange(40) * 2.0**-50),
    }
    rows = [dict(case=c, values=vector(v), mean=float(m), deviation=float(s), tolerance=t, reason=r) for c, v, m, s, t, r in sets]
    for case, values in exact.items():
        f = [Fraction(float(v)) for v in values]
        mean = sum(f) / len(f)
        variance = sum((v - mean) ** 2 for v in f) / (len(f) - 1)
        scaled = math.isqrt(variance.numerator * 10**760 // variance.denominator)
        rows.append(dict(case=case, values=vector(values), mean=float(mean), deviation=float(Fraction(scaled, 10**380)), tolerance=1e-14, reason="double rounding"))
    table("moments/moments", "NIST StRD certified values; else exact rational arithmetic of fractions.Fraction", rows)


def quantiles():
    columns = {"one": [3.5], "two": [1, 2], "three": [1, 5, 2], "constant": [2] * 9, "ties": [1, 1, 2, 2, 2, 3, 9, 9], "offset": list(1e9 + np.arange(11)),
               "gaussian": list(np.round(RNG.normal(size=200), 4)), "skewed": list(np.round(np.exp(2 * RNG.normal(size=1500)), 3)), "zeros": [0] * 90 + list(range(10))}
    rows = []
    for case, x in columns.items():
        s, n = np.sort(np.array(x, float)), len(x)
        for p in (0.5, 0.9, 0.95, 0.99):
            for level in (0.9, 0.95):
                tail = (1 - level) / 2
                k, m = int(stats.binom.ppf(tail, n, p)), int(n + 1 - stats.binom.ppf(tail, n, 1 - p))
                bounded = 1 <= k and m <= n
                null = float(s[n // 3] + (0.25 if n % 2 else 0))
                greater, less = stats.binom.cdf((s <= null).sum(), n, p), stats.binom.cdf((s >= null).sum(), n, 1 - p)
                rows.append(dict(case=f"{case} {p}", values=vector(x), probability=p, confidence=level, estimate=float(np.quantile(s, p)),
                                 lower=float(s[k - 1]) if bounded else "NaN", upper=float(s[m - 1]) if bounded else "NaN", null=null, pgreater=float(greater), pless=float(less), tolerance=1e-12, reason="double rounding"))
    table("onesample/quantile", "numpy.quantile(values, probability); interval at the order statistics of scipy.stats.binom.ppf; NaN where one does not exist; p of the null value by stats.binom.cdf of the values up to it and from it on", rows)


COUNTS = [(7, 34, 1, 34), (56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20), (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10),
          (0, 1, 1, 1), (1, 2, 1, 3), (235, 2435, 157, 2435), (51234, 1000000, 50876, 1000000), (3, 1000000, 9, 1000000)]


def shares():
    rows = []
    for x, n, *_ in COUNTS:
        for level in (0.95, 0.99):
            low, high = proportion_confint(x, n, 1 - level, method="wilson")
            z = (x / n - 0.3) / np.sqrt(0.3 * 0.7 / n)
            rows.append(dict(case=f"{x}/{n}", successes=x, trials=n, confidence=level, estimate=x / n, lower=float(max(low, 0)), upper=float(min(high, 1)),
                             p=float(2 * stats.norm.sf(abs(z))), pgreater=float(stats.norm.sf(z)), pless=float(stats.norm.cdf(z)), tolerance=1e-12, reason="double rounding"))
    table("onesample/wilson", 'proportion_confint(successes, trials, 1 - confidence, method="wilson"); p of 0.3 by the score test: scipy.stats.norm of (x / n - 0.3) / sqrt(0.3 * 0.7 / n)', rows)
    for name, method in (("newcombe", "newcomb"), ("agresti-caffo", "agresti-caffo")):
        rows = []
        for x1, n1, x2, n2 in COUNTS:
            for level in (0.95, 0.99):
                with np.errstate(all="ignore"):
                    low, high = confint_proportions_2indep(x1, n1, x2, n2, method=method, compare="diff", alpha=1 - level)
                    p = {}
                    for null in (0, 0.05):
                        p[null] = "NaN"
                        if method != "newcomb" and not (null == 0 and x1 + x2 in (0, n1 + n2)):
                            p[null] = float(test_proportions_2indep(x1, n1, x2, n2, null, method=method, compare="diff", return_results=False)[1])
                rows.append(dict(case=f"{x1}/{n1} {x2}/{n2}", treated=x1, treatedTrials=n1, controlled=x2, controlTrials=n2, confidence=level,
                                 estimate=x1 / n1 - x2 / n2, lower=float(low), upper=float(high), p0=p[0], p5=p[0.05], tolerance=1e-12, reason="double rounding"))
        table(f"twosample/{name}", f'confint_proportions_2indep and test_proportions_2indep(..., value, method="{method}", compare="diff")', rows)


def bootstrap():
    columns = {"gaussian": np.round(RNG.normal(0.1, 1, 200), 4), "skewed": np.round(np.exp(RNG.normal(size=200)), 4), "binary": (RNG.random(300) < 0.2) * 1.0,
               "offset": 1e6 + np.round(RNG.normal(size=100), 3), "heavy": np.round(RNG.standard_t(3, 400), 4), "mostly zero": (RNG.random(500) < 0.1) * np.round(RNG.normal(0.5, 1, 500), 3),
               "negative": -np.round(RNG.gamma(0.7, 2, 150), 4), "large": np.round(RNG.exponential(size=2000), 4)}
    rows = []
    for case, x in columns.items():
        result = {m: stats.bootstrap((x,), np.mean, n_resamples=40000, batch=1000, method=m, rng=7).confidence_interval for m in ("percentile", "BCa")}
        rows.append(dict(case=case, values=vector(x), estimate=float(x.mean()), percentileLower=result["percentile"].low, percentileUpper=result["percentile"].high,
                         bcaLower=result["BCa"].low, bcaUpper=result["BCa"].high, tolerance=0.12, reason="of a standard error: chance of the resamples on both sides; Poisson for multinomial"))
    table("paired/bootstrap", 'scipy.stats.bootstrap((values,), numpy.mean, n_resamples=40000, method, rng=7)', [{k: float(v) if isinstance(v, np.floating) else v for k, v in r.items()} for r in rows])


moments()
quantiles()
shares()
bootstrap()
