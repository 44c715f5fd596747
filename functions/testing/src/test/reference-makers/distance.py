"""Writes distance/*.csv: python3 distance.py DIRECTORY (scipy, numpy). Tied samples: ks-ties.R."""
import sys
import math
import numpy as np
import scipy
from scipy import special, stats
from scipy.spatial import distance as spatial

folder = sys.argv[1] + "/distance"
rng = np.random.default_rng(5)
vec = lambda xs: " ".join(repr(float(x)) for x in xs)
ints = lambda xs: " ".join(str(int(x)) for x in xs)
num = lambda x: repr(float(x))

PAIRS = [("one each", [1], [2]), ("two and three", [1, 5], [2, 3, 4]), ("apart", [1, 2, 3, 4], [5, 6, 7, 8, 9]),
         ("interleaved", [1, 3, 5, 7, 9], [2, 4, 6, 8]), ("huge offset", [1e15 + i for i in (1, 4, 2, 9)], [1e15 + i for i in (3, 5, 8, 11, 12)]),
         ("normal 30 30", rng.normal(0, 1, 30), rng.normal(.5, 1, 30)), ("normal 40 75", rng.normal(0, 1, 40), rng.normal(0, 2, 75)),
         ("skewed 12 200", rng.exponential(1, 12), rng.exponential(1.4, 200)), ("150 250", rng.normal(0, 1, 150), rng.normal(.3, 1, 250))]
with open(folder + "/ks-two-sample.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.ks_2samp(x, y, alternative, method='exact')", file=out)
    print("# tolerance: relative; scipy's exact paths are counted in floating point", file=out)
    print("case,alternative,x,y,distance,p,tolerance", file=out)
    for name, x, y in PAIRS:
        for alternative in ("two-sided", "greater", "less"):
            r = stats.ks_2samp(x, y, alternative=alternative, method="exact")
            print(name, alternative, vec(x), vec(y), num(r.statistic), num(r.pvalue), "1e-9", sep=",", file=out)

with open(folder + "/ks-one-sample.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.ks_1samp(x, norm.cdf, alternative, method='exact')", file=out)
    print("# tolerance: relative; another algorithm for the same distribution", file=out)
    print("case,alternative,x,distance,p,tolerance", file=out)
    for name, x in [("one", [.3]), ("two", [-1, 1]), ("three", [0, .1, 5]), ("ties", [0, 0, 0, 1, 1]), ("constant", [.5] * 6), ("far", [10, 11, 12]),
                    ("twenty", rng.normal(0, 1, 20)), ("shifted 100", rng.normal(.2, 1, 100)), ("a thousand", rng.normal(.02, 1, 1000).round(6))]:
        for alternative in ("two-sided", "greater", "less"):
            r = stats.ks_1samp(x, stats.norm.cdf, alternative=alternative, method="exact")
            print(name, alternative, vec(x), num(r.statistic), num(r.pvalue), "1e-8", sep=",", file=out)

with open(folder + "/wasserstein.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.wasserstein_distance(x, y); effect: over numpy.std of both together (less x[0]: numpy's mean rounds at 1e15)", file=out)
    print("# tolerance: relative; the sums are in another order", file=out)
    print("case,x,y,distance,effect,tolerance", file=out)
    for name, x, y in PAIRS[1:] + [("ties", [1, 1, 2], [1, 2, 2, 2]), ("same", [1, 2, 3], [3, 1, 2]), ("a constant", [2, 2], [5, 5, 6])]:
        d = stats.wasserstein_distance(x, y)
        print(name, vec(x), vec(y), num(d), num(d / np.std(np.concatenate([x, y]) - x[0])), "1e-12", sep=",", file=out)

with open(folder + "/wasserstein-p.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.permutation_test((x, y), wasserstein_distance, permutation_type='independent', n_resamples=inf, alternative='greater')", file=out)
    print("# tolerance: absolute; four standard errors of 9,999 random relabellings, where scipy goes through all", file=out)
    print("case,x,y,p,tolerance", file=out)
    for name, x, y in [(n, x, y) for n, x, y in PAIRS[1:5]] + [("ties", [1, 1, 2], [1, 2, 2, 2]), ("same", [1, 2, 3], [3, 1, 2]), ("a constant", [2, 2], [5, 5, 6]), ("zeros", [0, 0, 0, 1], [0, 0, 3, 0, 9]),
                       ("six six", rng.normal(0, 1, 6).round(3), rng.normal(1.5, 1, 6).round(3)), ("five eight", rng.exponential(1, 5).round(3), rng.exponential(3, 8).round(3))]:
        x, y = np.array(x) - x[0], np.array(y) - x[0]
        p = stats.permutation_test((x, y), lambda a, b: stats.wasserstein_distance(a, b), permutation_type="independent", n_resamples=np.inf, alternative="greater", vectorized=False).pvalue
        print(name, vec(x), vec(y), num(p), f"{4 * math.sqrt(p * (1 - p) / 9999) + 1e-4:.4f}", sep=",", file=out)

SAMPLES = [("twelve nine", rng.normal(0, 1, 12), rng.normal(1, 1, 9)), ("apart", rng.normal(0, 1, 20), rng.normal(9, 1, 30)), ("scales", rng.normal(0, 1, 80), rng.normal(0, 3, 60)),
           ("skewed", rng.exponential(1, 40), rng.exponential(2, 70)), ("ties", rng.integers(0, 5, 60), rng.integers(0, 4, 50)), ("moved a little", rng.normal(0, 1, 100), rng.normal(.2, 1, 100)),
           ("moved", rng.normal(0, 1, 150), rng.normal(.5, 1, 150)), ("offset", 1e6 + rng.normal(0, 1, 50), 1e6 + rng.normal(1, 1, 90)), ("one far away", np.append(rng.normal(0, 1, 39), 50), rng.normal(1, 1, 40)),
           ("three and five", [1, 2, 4], [3, 7, 8, 9, 9.5])]
SAMPLES = [(name, np.round(np.array(x, float), 4), np.round(np.array(y, float), 4)) for name, x, y in SAMPLES]

with open(folder + "/wasserstein-interval.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.bootstrap((x, y), wasserstein_distance, n_resamples=20000): mean less distance (bias) and percentiles of bootstrap_distribution; normal reach from the jackknife's variance of"
          " wasserstein_distance; p-value by stats.permutation_test", file=out)
    print("# tolerance: absolute; a tenth of the interval's width: a jackknife is not the influence function, and resamples are random", file=out)
    print("case,x,y,distance,lower,upper,tolerance", file=out)
    for name, x, y in SAMPLES:
        w = stats.wasserstein_distance
        d = w(x, y)
        leave = lambda a, f: np.array([f(np.delete(a, i)) for i in range(len(a))])
        jack = lambda v: (len(v) - 1) / len(v) * ((v - v.mean()) ** 2).sum()
        reach = stats.norm.ppf(.975) * math.sqrt(jack(leave(x, lambda a: w(a, y))) + jack(leave(y, lambda b: w(x, b))))
        drawn = stats.bootstrap((x, y), w, n_resamples=20000, vectorized=False, method="percentile", rng=np.random.default_rng(1)).bootstrap_distribution
        bias = max(0, drawn.mean() - d)
        p = stats.permutation_test((x, y), w, permutation_type="independent", n_resamples=9999, alternative="greater", vectorized=False, rng=np.random.default_rng(2)).pvalue
        lower = 0 if p >= .05 else d - bias - reach
        upper = max(d + reach, np.quantile(drawn, .975) - (0 if p >= .05 else bias))
        print(name, vec(x), vec(y), num(d), num(max(0, lower)), num(upper), f"{(upper - lower) / 10:.4f}", sep=",", file=out)


def gap_bias(H, d, n, m, F, G):
    """What 20,000 pairs of Brownian bridges add on average to the largest of the gaps, smoothed over 0.3 / rows^0.2 of the height."""
    h = .3 * (4 / (1 / n + (1 / m if m else 0))) ** -.2
    smooth, weight = d.copy(), np.diff(np.append(0, H))
    for i in range(len(d)):
        r, within = 0, min(h, H[i], 1 - H[i])
        while r < i and i + r + 1 < len(d) and H[i] - H[i - r - 1] <= within and H[i + r + 1] - H[i] <= within:
            r += 1
        if r:
            part = slice(i - r, i + r + 1)
            smooth[i] = (weight[part] * d[part]).sum() / weight[part].sum()
    draws = np.random.default_rng(3)

    def bridge(F, n):
        steps = draws.standard_normal((20000, len(F) + 1)) * np.sqrt(np.maximum(0, np.diff(np.concatenate([[0], F, [1]]))))
        path = steps.cumsum(axis=1)
        return (path[:, :-1] - F * path[:, -1:]) / math.sqrt(n)

    e = bridge(F, n) - (bridge(G, m) if m else 0)
    return max(0, np.abs(smooth + e).max(axis=1).mean() - np.abs(smooth).max())


with open(folder + "/ks-interval.csv", "w") as out:
    import statsmodels
    from statsmodels.stats import proportion
    print(f"# scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}: confint_proportions_2indep(method='newcomb') or proportion_confint(method='wilson') where ks_2samp or"
          " ks_1samp(norm.cdf) has its statistic_location, less numpy's mean of 20,000 Brownian bridges over the smoothed gaps", file=out)
    print("# tolerance: absolute; a twentieth of the interval's width: the class draws 200 bridges", file=out)
    print("case,x,y,distance,lower,upper,tolerance", file=out)
    for name, x, y in SAMPLES:
        for two in (True, False):
            xs, ys, n, m = np.sort(x), np.sort(y), len(x), len(y)
            if two:
                r = stats.ks_2samp(x, y, method="exact")
                at = np.unique(np.concatenate([x, y]))
                F, G = np.searchsorted(xs, at, "right") / n, np.searchsorted(ys, at, "right") / m
                i, j = np.sum(x <= r.statistic_location), np.sum(y <= r.statistic_location)
                a, b = proportion.confint_proportions_2indep(*((i, n, j, m) if r.statistic_sign > 0 else (j, m, i, n)), compare="diff", method="newcomb")
                last = len(at) if F[-2] < 1 and G[-2] < 1 else int(np.argmax((F == 1) | (G == 1))) + 1
                F, G = F[:last], G[:last]
            else:
                r = stats.ks_1samp(x, stats.norm.cdf, method="exact")
                F = np.stack([np.arange(n) / n, np.arange(1, n + 1) / n], 1).ravel()
                G = np.repeat(stats.norm.cdf(xs), 2)
                known = stats.norm.cdf(r.statistic_location)
                i = round(n * (known + r.statistic_sign * r.statistic))
                low, high = proportion.proportion_confint(i, n, method="wilson")
                a, b = (low - known, high - known) if r.statistic_sign > 0 else (known - high, known - low)
            bias = gap_bias((F + G) / 2, F - G, n, m if two else 0, F, G)
            floor = stats.norm.ppf(.975) / 2 * math.sqrt(1 / n + (1 / m if two else 0))
            lower = max(0, min(r.statistic, a - bias)) if r.pvalue < .025 else 0
            upper = min(1, max(r.statistic, b - bias, floor))
            print(name + ("" if two else ": one sample"), vec(x), vec(y) if two else "", num(r.statistic), num(lower), num(upper), f"{(upper - lower) / 20:.4f}", sep=",", file=out)

TABLES = [("Bergsma small", [[10, 2], [3, 15]]), ("independent", [[20, 40], [10, 20]]), ("a zero", [[12, 0, 3], [5, 9, 1]]), ("empty column", [[12, 0, 3], [5, 0, 1]]),
          ("empty row", [[7, 9], [0, 0], [8, 2]]), ("three by four", [[5, 30, 12, 9], [8, 22, 14, 3], [16, 11, 9, 40]]), ("resume names", [[235, 2200], [157, 2278]]),
          ("large", [[500000, 501000], [499000, 500500]]), ("perfect", [[50, 0], [0, 50]]), ("counts of one", [[1, 0], [0, 1]])]


def unbiased_v(t):
    t = t[t.sum(axis=1) > 0][:, t.sum(axis=0) > 0]
    n, (r, c) = t.sum(), t.shape
    phi = max(0, stats.chi2_contingency(t, correction=False).statistic / n - (r - 1) * (c - 1) / (n - 1))
    most = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    return math.sqrt(phi / most) if most > 0 else 0.0


def noncentral(x, df, p):
    if stats.chi2.cdf(x, df) <= p:
        return 0.0
    from scipy.optimize import brentq
    high = max(1, x)
    while stats.ncx2.cdf(x, df, high) > p:
        high *= 2
    return brentq(lambda ncp: stats.ncx2.cdf(x, df, ncp) - p, 1e-14, high, xtol=1e-12, rtol=1e-13)


with open(folder + "/contingency.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.chi2_contingency(table, correction=False, lambda_); V by stats.contingency.association;"
          " effect by Bergsma 2013; interval by brentq on stats.ncx2.cdf, the upper end for no less than stats.chi2.median", file=out)
    print("# tolerance: absolute, on V, interval and effect; p and statistic relative; brentq and ncx2 agree to that", file=out)
    print("case,statistic,rows,table,value,p,distance,effect,lower,upper,tolerance", file=out)
    for name, t in TABLES:
        t = np.array(t)
        used = t[t.sum(axis=1) > 0][:, t.sum(axis=0) > 0]
        for kind, lam in (("chi-square", "pearson"), ("g", "log-likelihood")):
            r = stats.chi2_contingency(used, correction=False, lambda_=lam)
            scale = used.sum() * (min(used.shape) - 1)
            effect = unbiased_v(t) if kind == "chi-square" else ""
            lower = math.sqrt(min(r.statistic, noncentral(r.statistic, r.dof, .975)) / scale)
            upper = min(1, math.sqrt(max(r.statistic, noncentral(max(r.statistic, stats.chi2.median(r.dof)), r.dof, .025)) / scale))
            v = stats.contingency.association(used, correction=False) if kind == "chi-square" else min(1, math.sqrt(r.statistic / scale))
            print(name, kind, len(t), ints(t.ravel()), num(r.statistic), num(r.pvalue), num(v), effect, num(lower), num(upper), "1e-7", sep=",", file=out)



def shares_possible(counts, pi, lam, x, q):
    """The size of deviation at which the statistic has cumulative probability q: ncx2 scaled by the variance of Broffitt and
    Randles (1977) on the line from the expected through the observed shares; past its end the size goes on in proportion."""
    from scipy.optimize import brentq
    n, k = counts.sum(), len(counts)
    d = counts / n - pi
    edge = min((pi[i] / -d[i] for i in range(k) if d[i] < 0), default=np.inf)

    def at(t):
        p = np.maximum(0, pi + min(t, edge) * d)
        pos = p > 0
        slope = (p - pi)[pos] / pi[pos] if lam == "pearson" else np.log(p[pos] / pi[pos])
        square = ((p - pi) ** 2 / pi).sum() if lam == "pearson" else 2 * special.kl_div(p, pi).sum()
        spread = ((p[pos] * slope**2).sum() - (p[pos] * slope).sum() ** 2) / square if t > 0 else 1
        return math.sqrt(square) * max(1, t / edge), spread

    def excess(t):
        size, s = at(t)
        return ((0.5 if t <= 1 else 0) if s < 1e-3 else stats.ncx2.cdf(x / s, k - 1, n * size**2 / s) if t > 0 else stats.chi2.cdf(x, k - 1)) - q

    if excess(0) <= 0:
        return 0.0
    high = 1
    while excess(high) > 0:
        high *= 2
    return at(brentq(excess, 1e-3, high, xtol=1e-13, rtol=1e-13))[0]


with open(folder + "/shares.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.power_divergence(counts, expected, lambda_); interval by brentq on stats.ncx2.cdf, scaled by the variance of Broffitt and Randles (1977), the upper end for no less than stats.chi2.median", file=out)
    print("# tolerance: of statistic and p relative; a few roundings. Ends to 1e-6: brentq and ncx2 agree to that", file=out)
    print("case,statistic,counts,shares,value,p,lower,upper,tolerance", file=out)
    for name, counts, shares in [("even", [50, 50], [1, 1]), ("one", [1, 0], [.5, .5]), ("two", [2, 0], [.5, .5]), ("three", [1, 1, 1], [.2, .3, .5]),
                                 ("ratio mismatch", [50500, 49500], [.5, .5]), ("nine to one", [9010, 990], [.9, .1]), ("die", [5, 8, 9, 8, 10, 20], [1] * 6),
                                 ("large", [1000000, 1002500, 998000], [1, 1, 1]), ("a zero", [0, 10, 20], [.1, .3, .6]),
                                 ("excess in a rare class", [175, 140, 115, 70], [.4, .3, .2, .1]), ("rare class tripled", [30, 270, 300, 400], [.01, .29, .3, .4]), ("one class only", [40, 0, 0], [.5, .3, .2])]:
        e = np.array(shares) / np.sum(shares) * np.sum(counts)
        for kind, lam in (("chi-square", "pearson"), ("g", "log-likelihood")):
            r = stats.power_divergence(counts, e, lambda_=lam)
            pi, n = np.array(shares) / np.sum(shares), np.sum(counts)
            most = math.sqrt(1 / pi.min() - 1) if lam == "pearson" else math.sqrt(-2 * math.log(pi.min()))
            observed, least = math.sqrt(max(0, r.statistic) / n), max(r.statistic, stats.chi2.median(len(counts) - 1))
            if r.statistic > 0:
                lower, upper = (shares_possible(np.array(counts), pi, lam, x, q) for x, q in ((r.statistic, .975), (least, .025)))
            else:
                lower, upper = 0.0, math.sqrt(noncentral(least, len(counts) - 1, .025) / n)
            lower, upper = min(lower, observed), max(observed, min(upper, most))
            print(name, kind, ints(counts), vec(shares), num(r.statistic), num(r.pvalue), num(lower), num(upper), "1e-9", sep=",", file=out)

with open(folder + "/divergence.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, spatial.distance.jensenshannon(p, q)**2 and sum of stats.entropy(p, q) + stats.entropy(q, p);"
          " p-value by stats.chi2.sf of both (Yurdakul and Naranjo 2020); interval at 95 % by brentq on stats.ncx2.cdf, the upper end for no less than stats.chi2.median", file=out)
    print("# tolerance: relative; cancellation in Jensen-Shannon when the shares are nearly equal. Ends to 1e-6 of the upper one: brentq and ncx2 agree to that", file=out)
    print("case,method,reference,current,distance,p,lower,upper,tolerance", file=out)
    for name, a, b in [("same", [10, 20, 30], [20, 40, 60]), ("two bins", [60, 40], [50, 50]), ("one count", [1, 1], [1, 0]), ("a zero", [30, 0, 20], [25, 3, 22]),
                       ("empty bin", [30, 0, 20], [25, 0, 25]), ("deciles", [100] * 10, [80, 95, 102, 110, 99, 101, 97, 104, 108, 104]),
                       ("large drift", [100, 200, 400, 200, 100], [300, 300, 200, 150, 50]), ("disjoint", [100, 0], [0, 100]),
                       ("large", [1000000, 2000000, 3000000], [1001000, 1999500, 2999500])]:
        a, b = np.array(a, float), np.array(b, float)
        used = (a > 0) | (b > 0)
        n, m = a.sum(), b.sum()
        pa, pb = a[used], b[used]
        if (pa == 0).any() or (pb == 0).any():
            pa, pb = pa + .5, pb + .5
        p, q = pa / pa.sum(), pb / pb.sum()
        for kind, d, curvature in (("psi", stats.entropy(p, q) + stats.entropy(q, p), 1), ("js", spatial.jensenshannon(p, q) ** 2, 8)):
            scale, df = (1 / n + 1 / m) / curvature, used.sum() - 1
            x = max(0, d) / scale
            lower = min(x, noncentral(x, df, .975)) * scale
            upper = max(x, noncentral(max(x, stats.chi2.median(df)), df, .025)) * scale
            print(name, kind, ints(a), ints(b), num(max(0, d)), num(stats.chi2.sf(x, df)), num(lower), num(upper), "1e-8", sep=",", file=out)
