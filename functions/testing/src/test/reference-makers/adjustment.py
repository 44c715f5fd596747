"""Makes adjustment/{covariates,strata}.csv. Run: python3 adjustment.py <folder of the tables>"""
import sys
import numpy as np, scipy, statsmodels, statsmodels.api as sm
from scipy import stats
rng = np.random.default_rng(7)
vec = lambda v: " ".join(repr(float(x)) for x in v)
def cuped(l0, x0, l1, x1):
    x, arm = np.vstack([x0, x1]), np.r_[np.zeros(len(l0)), np.ones(len(l1))]
    theta = sm.OLS(np.r_[l0, l1], np.column_stack([np.ones_like(arm), arm, x - x.mean(0)])).fit(method="pinv").params[2:]
    t = stats.ttest_ind(l1 - x1 @ theta, l0 - x0 @ theta, equal_var=False)
    ci = t.confidence_interval(0.95)
    return (l1 - x1 @ theta).mean() - (l0 - x0 @ theta).mean(), ci.low, ci.high, t.pvalue
def lin(l0, x0, l1, x1):
    x = np.vstack([x0, x1]); c = x.mean(0); parts = []
    for l, xa in ((l0, x0), (l1, x1)):
        f = sm.OLS(l, sm.add_constant(xa - c, has_constant="add")).fit()
        parts.append((f.params[0], f.bse[0] ** 2, f.df_resid, f.params[1:]))
    n = len(x); d = parts[1][3] - parts[0][3]; extra = d @ np.cov(x.T, ddof=1).reshape(len(d), len(d)) @ d / n
    v = parts[0][1] + parts[1][1] + extra
    df = v ** 2 / (parts[0][1] ** 2 / parts[0][2] + parts[1][1] ** 2 / parts[1][2] + extra ** 2 / (n - 1))
    e = parts[1][0] - parts[0][0]; h = stats.t.isf(.025, df) * v ** .5
    return e, e - h, e + h, 2 * stats.t.sf(abs(e) / v ** .5, df)
rows = []
for case, n0, n1, effect, noise, offset in [("moderate", 40, 45, .5, 1, 0), ("unequal", 12, 90, .3, 1, 0), ("large", 400, 400, .05, .3, 0), ("offset", 60, 60, .5, 1, 1e6), ("no effect", 50, 50, 0, 1, 0),
                                       ("strong covariate", 30, 30, .2, .05, 0), ("useless covariate", 30, 40, .5, 30, 0), ("small", 6, 7, 1, 1, 0), ("discrete", 80, 80, 1, 0, 0)]:
    arms = []
    for n, tau in ((n0, 0), (n1, effect)):
        a, b = rng.normal(5, 1, n), rng.exponential(2, n)
        y = 3 + a + .5 * b + tau * (1 + .3 * (a - 5)) + rng.normal(0, noise, n)
        if case == "discrete": a, b, y = a.round(), b.round(), (y + rng.normal(0, 1, n)).round()
        d = np.maximum(1, rng.poisson(4, n)).astype(float)
        arms.append((y + offset, d, a + offset, b))
    (y0, d0, a0, b0), (y1, d1, a1, b1) = arms
    m = lambda y, d: (y - y.mean() / d.mean() * d) / d.mean() + y.mean() / d.mean()
    x0, x1 = np.column_stack([a0, b0]), np.column_stack([a1, b1])
    for method, f, l0, l1 in (("cuped-mean", cuped, y0, y1), ("cuped-ratio", cuped, m(y0, d0), m(y1, d1)), ("lin-mean", lin, y0, y1), ("lin-ratio", lin, m(y0, d0), m(y1, d1))):
        e, lo, hi, p = f(l0, x0, l1, x1)
        rows.append(",".join([f"{case} {method}", method, *map(vec, (y0, d0, a0, b0, y1, d1, a1, b1)), *(repr(float(v)) for v in (e, lo, hi, p)), "1e-9" if offset == 0 else "1e-4", "rounding" if offset == 0 else "an offset of 1e6 in their matrix"]))
open(sys.argv[1] + "/adjustment/covariates.csv", "w").write(f"# statsmodels {statsmodels.__version__} OLS and scipy {scipy.__version__} ttest_ind(equal_var=False) of linearised and residualised outcomes (adjustment.py)\ncase,method,y0,d0,a0,b0,y1,d1,a1,b1,estimate,lower,upper,p,tolerance,reason\n" + "\n".join(rows) + "\n")
rows = []
for case, sizes, offset in [("two", [(20, 25), (30, 22)], 0), ("three", [(10, 12), (50, 45), (5, 9)], 0), ("one", [(30, 28)], 0), ("uneven", [(2, 80), (70, 3)], 0), ("many", [(8, 9)] * 10, 0), ("smallest", [(2, 2), (2, 2)], 0), ("offset", [(20, 20), (30, 30)], 1e9), ("large", [(3000, 3100), (200, 180)], 0)]:
    y, w, arm, h = [], [], [], []
    total = sum(a + b for a, b in sizes); contrast = []
    for s, (n0, n1) in enumerate(sizes):
        for t, n in ((0, n0), (1, n1)):
            y.append((offset + s * 2 + t * .4 + rng.normal(0, 1 + s % 3, n)).round(3)); contrast.append((2 * t - 1) * (n0 + n1) / total)
    cells = np.concatenate([np.full(len(v), i) for i, v in enumerate(y)])
    fit = sm.OLS(np.concatenate(y) - offset, np.eye(len(y))[cells]).fit(cov_type="HC2")
    t = fit.t_test(np.array(contrast))
    rows.append(",".join([case, " ".join(str(len(v)) for v in y), vec(np.concatenate(y)) if total < 500 else vec(np.concatenate(y).round(2)), repr(float(t.effect[0])), repr(float(t.sd[0][0])), "1e-9" if offset == 0 else "1e-6", "rounding"]))
    if total >= 500:
        y = [v.round(2) for v in y]; fit = sm.OLS(np.concatenate(y), np.eye(len(y))[cells]).fit(cov_type="HC2"); t = fit.t_test(np.array(contrast))
        rows[-1] = ",".join([case, " ".join(str(len(v)) for v in y), vec(np.concatenate(y)), repr(float(t.effect[0])), repr(float(t.sd[0][0])), "1e-9", "rounding"])
open(sys.argv[1] + "/adjustment/strata.csv", "w").write(f"# statsmodels {statsmodels.__version__}: OLS(y, cells).fit(cov_type='HC2').t_test(contrast) effect and sd\ncase,sizes,values,estimate,error,tolerance,reason\n" + "\n".join(rows) + "\n")
