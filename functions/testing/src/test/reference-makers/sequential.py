"""Makes sequential/{normal,bernoulli,quantile,quantile-difference,sample-ratio}.csv.

Run: python3 sequential.py <folder of the tables>
confseq 0.0.11 (boundaries and quantiles compiled from its sources), gbstats, savvi (only its p-value, without cvxpy).
"""
import math, sys, types
from importlib.metadata import version
import numpy as np
from scipy.optimize import minimize
sys.modules.setdefault("cvxpy", types.SimpleNamespace(Variable=object, Constraint=object))
from confseq import boundaries, quantiles
from gbstats.frequentist.tests import SequentialTwoSidedTTest, SequentialConfig
from gbstats.models.statistics import SampleMeanStatistic
from savvi.multinomial import Multinomial

folder = sys.argv[1] + "/sequential/"
num = lambda x: repr(float(x))
vec = lambda v: " ".join(num(x) for x in v)

def table(name, origin, header, rows):
    with open(folder + name + ".csv", "w") as f:
        f.write("# " + origin + "\n" + header + "\n" + "\n".join(",".join(map(str, r)) for r in rows) + "\n")

# normal: confseq's boundary and wealth, one- and two-sided
rows = []
for v, vopt, alpha, z in [(1, 100, .05, 1.0), (100, 100, .05, 2.0), (1000, 100, .05, 3.5), (1e6, 1e4, .05, 4.0), (50, 1e4, .01, 2.5),
                          (1e7, 1e4, .001, 5.5), (2, 2, .1, 0.0), (300, 500, .05, -2.5), (1e4, 1e4, .05, -1.0), (7, 1000, .2, 0.3)]:
    for side in (False, True):
        rows.append((f"v {v:g} tuned {vopt:g} alpha {alpha} z {z} {'one' if side else 'two'}-sided", num(v), num(vopt), alpha, num(z), "GREATER" if side else "TWO_SIDED",
                     num(boundaries.normal_mixture_bound(v, alpha, vopt, alpha, side)), num(boundaries.normal_log_mixture(z * math.sqrt(v), v, vopt, alpha, side)),
                     "1e-9" if not side else "1e-6", "closed form" if not side else "confseq bisects to 40 bits of a wide bracket"))
table("normal", "confseq 0.0.11: boundaries.normal_mixture_bound(v, alpha, v_opt, alpha, is_one_sided), normal_log_mixture(z sqrt(v), v, v_opt, alpha, is_one_sided)",
      "case,time,tuned,alpha,z,alternative,boundary,logwealth,tolerance,reason", rows)

# asymptotic: GrowthBook's sequential test of a difference of two means
rows = []
for n0, m0, v0, n1, m1, v1, tuned, alpha in [(100, 1.0, 1.0, 100, 1.3, 1.2, 200, .05), (5000, 10., 4., 5000, 10.2, 4.1, 5000, .05), (10, 1., 1., 12, 3., 2., 5000, .05),
        (2, 0., 1., 2, 1., 1., 100, .05), (10**6, .1, .09, 10**6, .1015, .0914, 10**4, .05), (300, 1e9, 1., 400, 1e9 + .5, 1., 1000, .01), (50, 2., 3., 5000, 2., 3., 500, .1), (1000, 5., 1., 1000, 4.5, 1., 2000, .05)]:
    stat = lambda n, m, v: SampleMeanStatistic(n=n, sum=m * n, sum_squares=v * (n - 1) + m * m * n)
    a, b = stat(n0, m0, v0), stat(n1, m1, v1)
    t = SequentialTwoSidedTTest(a, b, SequentialConfig(difference_type="absolute", sequential_tuning_parameter=tuned, alpha=alpha))
    se = math.sqrt(v0 / n0 + v1 / n1)
    huge = m0 > 1e8
    # Growthbook keeps sums of squares, which forget the variance at a huge offset: the same trial without the offset.
    if huge:
        t = SequentialTwoSidedTTest(stat(n0, 0., v0), stat(n1, m1 - m0, v1), SequentialConfig(difference_type="absolute", sequential_tuning_parameter=tuned, alpha=alpha))
    ci = t.confidence_interval
    rows.append((f"n {n0} {n1} means {m0:g} {m1:g}", n0 + n1, num(m1 - m0), num(se), tuned, alpha, num(ci[0]), num(ci[1]), num(t.p_value), "1e-8", "sums of squares on their side"))
table("asymptotic", f"gbstats {version('gbstats')}: SequentialTwoSidedTTest(SampleMeanStatistic, SampleMeanStatistic, SequentialConfig(sequential_tuning_parameter, alpha)) confidence_interval and p_value",
      "case,observations,estimate,error,tuned,alpha,lower,upper,p,tolerance,reason", rows)

# Bernoulli
rows = []
for k, n, topt, alpha in [(0, 1, 100, .05), (1, 1, 100, .05), (1, 2, 100, .05), (0, 50, 100, .05), (50, 50, 100, .05), (3, 20, 100, .05), (500, 1000, 1000, .05), (17, 10000, 1000, .01),
                          (9990, 10000, 1000, .1), (300000, 1000000, 10000, .05), (5100000, 10000000, 10000, .001)]:
    lo, hi = boundaries.bernoulli_confidence_interval(k, n, alpha, topt, alpha)
    for null in (0.3,):
        lw = boundaries.beta_binomial_log_mixture(k - n * null, n * null * (1 - null), null * (1 - null) * topt, null, 1 - null, alpha, False)
        lg = boundaries.beta_binomial_log_mixture(k - n * null, n * null * (1 - null), null * (1 - null) * topt, null, 1 - null, alpha, True)
        rows.append((f"{k} of {n} tuned {topt}", k, n, topt, alpha, num(lo), num(hi), null, num(lw), num(lg), "1e-6", "bisection to 40 bits; log-gamma of large counts"))
table("bernoulli", "confseq 0.0.11: boundaries.bernoulli_confidence_interval(k, n, alpha, t_opt, alpha), beta_binomial_log_mixture(k - n p, n p (1 - p), p (1 - p) t_opt, p, 1 - p, alpha, is_one_sided)",
      "case,successes,trials,tuned,alpha,lower,upper,null,logwealth,logwealthgreater,tolerance,reason", rows)

# Quantiles of one sample: order statistics by asking confseq's wealth of every count
rng = np.random.default_rng(20261124)
def data(name, n):
    return {"normal": lambda: rng.normal(10, 3, n).round(4), "ties": lambda: rng.poisson(2, n).astype(float), "constant": lambda: np.full(n, 7.0),
            "tail": lambda: rng.pareto(1.5, n).round(4), "offset": lambda: (1e9 + rng.normal(0, 1, n)).round(3), "zeros": lambda: np.where(rng.random(n) < .8, 0, rng.exponential(5, n)).round(3)}[name]()
rows = []
for name, n, p, alpha, topt in [("normal", 30, .5, .05, 50), ("normal", 200, .5, .05, 100), ("normal", 400, .9, .05, 500), ("ties", 100, .5, .05, 100), ("constant", 40, .5, .05, 50), ("tail", 300, .75, .1, 200),
                                ("offset", 100, .25, .05, 100), ("zeros", 150, .5, .05, 100), ("normal", 3, .5, .05, 50), ("normal", 1, .5, .05, 50), ("tail", 50, .99, .05, 1000), ("zeros", 300, .9, .01, 300)]:
    x = np.sort(data(name, n))
    lw = [boundaries.beta_binomial_log_mixture(k - n * p, n * p * (1 - p), p * (1 - p) * topt, p, 1 - p, alpha, False) for k in range(n + 1)]
    ok = [k for k in range(n + 1) if lw[k] <= math.log(1 / alpha)]
    lo = -math.inf if ok[0] == 0 else x[ok[0] - 1]
    hi = math.inf if ok[-1] == n else x[ok[-1]]
    rows.append((f"{name} n {n} quantile {p}", vec(x), p, alpha, topt, num(np.quantile(x, p)), num(lo), num(hi), "1e-12", "order statistics"))
table("quantile", "confseq 0.0.11: boundaries.beta_binomial_log_mixture of every count; numpy " + np.__version__ + " quantile; an infinite end means that there are too few values",
      "case,values,quantile,alpha,tuned,estimate,lower,upper,tolerance,reason", rows)

rows = []
for name, n0, n1, p, topt, shift in [("normal", 40, 40, .5, 50, 0), ("normal", 60, 50, .5, 50, 3), ("normal", 200, 200, .9, 100, 4), ("ties", 80, 90, .5, 100, 2), ("zeros", 100, 100, .5, 100, 1), ("constant", 30, 30, .5, 50, 1),
                                     ("tail", 150, 150, .75, 100, 5), ("normal", 100, 100, .25, 100, -4), ("offset", 100, 80, .5, 100, 1.5), ("normal", 3, 3, .5, 50, 1), ("ties", 120, 120, .9, 100, 5)]:
    a, b = np.sort(data(name, n0)), np.sort(data(name, n1) + shift).round(4)
    rows.append((f"{name} n {n0} {n1} quantile {p} shift {shift}", vec(a), vec(b), p, topt, num(quantiles.quantile_ab_p_value(a, b, p, topt, .05)), "2e-5", "Brent's minimum to 20 bits on their side"))
table("quantile-difference", "confseq 0.0.11: quantiles.quantile_ab_p_value(a, b, quantile_p, t_opt, 0.05)", "case,control,treatment,quantile,tuned,p,tolerance,reason", rows)

rows = []
for shares, counts in [((.5, .5), (500, 500)), ((.5, .5), (5200, 4800)), ((.5, .5), (1, 0)), ((.9, .1), (900, 150)), ((1/3, 1/3, 1/3), (400, 300, 330)), ((.25, .25, .25, .25), (0, 10, 12, 9)),
                       ((.5, .5), (5005000, 4995000)), ((.2, .3, .5), (201000, 299000, 500000)), ((.99, .01), (99, 5)), ((.5, .5), (40, 0))]:
    theta = np.array(shares); theta[-1] = 1 - theta[:-1].sum()
    m = Multinomial(.05, theta); x = np.array(counts); m.update(x)
    n = x.sum()
    logm = float(math.lgamma(100) - math.lgamma(100 + n) + sum(math.lgamma(100 * t + c) - math.lgamma(100 * t) for t, c in zip(theta, x)))
    # The first variant's share, by constrained optimisation over all shares, as savvi does it with cvxpy.
    ends = []
    for sign in (1, -1):
        best = minimize(lambda u: sign * np.exp(u[0] - np.logaddexp.reduce(u)) * 1.0, np.log((x + .5) / n), method="SLSQP",
                        constraints=[{"type": "ineq", "fun": lambda u: (np.dot(x, u - np.logaddexp.reduce(u)) - (logm + math.log(.05))) / max(1, abs(logm)) * 1e3}], options={"maxiter": 2000, "ftol": 1e-14})
        ends.append(sign * best.fun)
    rows.append((f"counts {' '.join(map(str, counts))}", vec(theta), " ".join(map(str, counts)), num(min(1, 1 / m.odds)), num(ends[0]), num(ends[1]), "1e-6", "log-gamma of large counts", "2e-3", "optimiser"))
table("sample-ratio", f"savvi {version('savvi')}: Multinomial(alpha, theta_0).update(counts), 1 / odds; scipy minimize(SLSQP) for the first share at confidence 0.95",
      "case,shares,counts,p,lower,upper,tolerance,reason,endtolerance,endreason", rows)
