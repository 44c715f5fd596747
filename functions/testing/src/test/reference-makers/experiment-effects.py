"""Makes experiment/{power,retention,winsorised,quantile-per-event,group-sequential,family}.csv: effects from what units did, by other tools.

Run: python3 experiment-effects.py <folder of the tables>
"""
import sys

import numpy as np
import scipy
import statsmodels
from scipy import stats
from scipy.optimize import brentq
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

FOLDER = sys.argv[1] + "/experiment/"
random = np.random.default_rng(20261126)


def words(values):
    return " ".join(repr(round(float(v), 3)) for v in values)


def rounded(values):
    return np.array([round(float(v), 3) for v in values])


def write(name, origin, columns, rows):
    with open(FOLDER + name + ".csv", "w") as out:
        out.write("# " + origin + "\n" + columns + "\n")
        out.writelines(",".join(map(str, row)) + "\n" for row in rows)


def welch(control, treatment):
    both = CompareMeans(DescrStatsW(treatment), DescrStatsW(control))
    lower, upper = both.tconfint_diff(usevar="unequal")
    return [repr(float(x)) for x in (treatment.mean() - control.mean(), lower, upper, both.ttest_ind(usevar="unequal")[1])]


def came_back(came, back, day, now):
    """Of those whose day is over, who came back on it."""
    over = came + 24 * (day + 1) <= now
    return ((back >= came + 24 * day) & (back < came + 24 * (day + 1)))[over].astype(float)


def retention():
    rows = []
    for case, sizes, day, now in (("next day", (180, 160), 1, 240), ("third day", (90, 140), 3, 200), ("on the hour", (120, 120), 2, 192)):
        arms = []
        for size, wait in zip(sizes, (30, 40)):
            hours = case == "on the hour"
            came = np.floor(random.random(size) * 150) if hours else rounded(random.random(size) * 150)
            back = came + (np.floor(random.exponential(wait, size) / 6) * 6 if hours else rounded(random.exponential(wait, size)))
            arms.append((rounded(came), np.where(random.random(size) < 0.3, -1, rounded(back))))
        values = [came_back(came, back, day, now) for came, back in arms]
        rows.append([case, day, now] + [words(x) for arm in arms for x in arm] + [len(values[0]) + len(values[1])] + welch(*values) + ["1e-9"])
    write("retention",
          f"statsmodels {statsmodels.__version__}: CompareMeans(...).tconfint_diff(usevar='unequal') of who came back in hours [24 day, 24 (day + 1)) after coming in, of those for whom they are over; hours since the start, -1 is never; tolerance: the same method",
          "case,day,now,controlCame,controlBack,treatmentCame,treatmentBack,units,estimate,lower,upper,pValue,tolerance", rows)


def winsorised():
    rows = []
    for case, sizes, share in (("even", (200, 200), 0.99), ("uneven", (60, 240), 0.95), ("heavy", (150, 100), 0.9)):
        control, treatment = (rounded(np.exp(1.2 * random.standard_normal(n)) * 10 + 0.01) for n in sizes)
        cap = np.quantile(np.concatenate([control, treatment]), share)
        rows.append([case, share, words(control), words(treatment)] + welch(np.minimum(control, cap), np.minimum(treatment, cap)) + ["1e-9"])
    write("winsorised",
          f"statsmodels {statsmodels.__version__}, numpy {np.__version__}: CompareMeans of numpy.minimum(x, numpy.quantile(both arms, share)), usevar='unequal'; tolerance: the same method",
          "case,share,control,treatment,estimate,lower,upper,pValue,tolerance", rows)


def quantile_side(units, probability, z):
    """Deng, Knoblich and Lu (2018): the share's cluster-robust error, then order statistics that far out."""
    values = np.sort(np.concatenate(units))
    n, clusters = len(values), len(units)
    quantile = np.quantile(values, probability)
    share = (values <= quantile).mean()
    residual = np.array([(u <= quantile).sum() - len(u) * share for u in units])
    error = np.sqrt(clusters / (clusters - 1) * (residual**2).sum()) / n
    below, above = int(np.floor(n * (probability - z * error))), int(np.floor(n * (probability + z * error))) + 1
    return quantile, (values[above - 1] - values[below - 1]) / (2 * z)


def quantile_per_event():
    rows = []
    z = norm.isf(0.025)
    for case, sizes, probability in (("p90", (150, 170), 0.9), ("median", (60, 40), 0.5), ("p95", (300, 200), 0.95)):
        arms = [[rounded(np.exp(3 + 0.7 * habit + 0.5 * random.standard_normal(random.integers(1, 6)))) for habit in random.standard_normal(n)] for n in sizes]
        (q0, e0), (q1, e1) = (quantile_side(arm, probability, z) for arm in arms)
        error = np.hypot(e0, e1)
        estimate = q1 - q0
        rows.append([case, probability] + [" ".join(";".join(repr(float(v)) for v in unit) for unit in arm) for arm in arms]
                    + [repr(float(x)) for x in (estimate, estimate - z * error, estimate + z * error, 2 * norm.sf(abs(estimate) / error))] + ["1e-9"])
    write("quantile-per-event",
          f"numpy {np.__version__}, scipy {scipy.__version__}: numpy.quantile, and order statistics at the cluster-robust error of the share (experiment-effects.py); values of one unit are joined by semicolons; tolerance: the same method",
          "case,quantile,control,treatment,estimate,lower,upper,pValue,tolerance", rows)


NODES, WEIGHTS = np.polynomial.legendre.leggauss(1500)


def critical(spending, fractions, alpha):
    points, masses, before, spent, bound = np.array([0.0]), np.array([1.0]), 0.0, 0.0, None
    for t in fractions:
        d = np.sqrt(t - before)
        beyond = lambda c: (masses * norm.sf((c * np.sqrt(t) - points * np.sqrt(before)) / d)).sum()
        may = spending(min(t, 1.0), alpha / 2)
        bound = brentq(lambda c: np.log(beyond(c) / (may - spent)), -5, 35, xtol=1e-14, rtol=1e-14)
        z, w = bound * NODES, WEIGHTS * bound
        masses = w * (norm.pdf((z[:, None] * np.sqrt(t) - points[None, :] * np.sqrt(before)) / d) * np.sqrt(t) / d * masses[None, :]).sum(1)
        points, before, spent = z, t, may
    return bound


def group_sequential():
    spending = {"obrien-fleming": lambda t, a: 2 * norm.sf(norm.isf(a / 2) / np.sqrt(t)), "pocock": lambda t, a: a * np.log(1 + (np.e - 1) * t)}
    rows = []
    for rule, fractions, sizes in (("obrien-fleming", [0.25, 0.5, 0.75], (150, 150)), ("obrien-fleming", [0.3, 0.65, 1.04], (80, 120)),
                                   ("pocock", [0.5, 1.0], (100, 100)), ("pocock", [0.2], (60, 50))):
        control = rounded(random.exponential(10, sizes[0]) + 0.01)
        treatment = rounded(random.exponential(13, sizes[1]) + 0.01)
        estimate = treatment.mean() - control.mean()
        error = np.sqrt(control.var(ddof=1) / len(control) + treatment.var(ddof=1) / len(treatment))
        bound = critical(spending[rule], fractions, 0.05)
        p = np.exp(brentq(lambda a: critical(spending[rule], fractions, np.exp(a)) - abs(estimate) / error, np.log(1e-11), np.log(0.9999), xtol=1e-13))
        rows.append([f"{rule} {len(fractions)} looks", rule, words_exactly(fractions), words(control), words(treatment)]
                    + [repr(float(x)) for x in (estimate, estimate - bound * error, estimate + bound * error, p)] + ["1e-8"])
    write("group-sequential",
          f"scipy {scipy.__version__}, numpy {np.__version__}: Lan and DeMets' bounds by quadrature of 1500 nodes (experiment-effects.py), repeated interval and p-value; tolerance: root finders",
          "case,spending,fractions,control,treatment,estimate,lower,upper,pValue,tolerance", rows)


def words_exactly(values):
    return " ".join(map(repr, values))


def family():
    rows = []
    for case, sizes, gains in (("some", (80, 90), (0, 2.5, 3.5, 5)), ("none", (60, 60), (0, 0, 0, 0)), ("all", (100, 120), (4, 5, 6, 7))):
        control = [rounded(random.exponential(8, sizes[0]) + 0.01) for _ in gains]
        treatment = [rounded(random.exponential(8 + gain, sizes[1]) + 0.01) for gain in gains]
        p = [stats.ttest_ind(t, c, equal_var=False).pvalue for c, t in zip(control, treatment)]
        methods = (None, "bonferroni", "holm", "simes-hochberg", "fdr_bh")
        adjusted = [p if method is None else multipletests(p, method=method)[1] for method in methods]
        rows.append([case] + [" ".join(repr(float(a)) for a in each) for each in adjusted] + ["1e-9"]
                    + [words(x) for pair in zip(control, treatment) for x in pair])
    write("family",
          f"statsmodels {statsmodels.__version__}, scipy {scipy.__version__}: multipletests(p, method)[1] of ttest_ind(equal_var=False) on four metrics; tolerance: the same method",
          "case,none,bonferroni,holm,hochberg,benjamini-hochberg,tolerance,control0,treatment0,control1,treatment1,control2,treatment2,control3,treatment3", rows)


def power():
    rows = []
    for units, calls, gain, margin in ((400, (120, 128), 0.08, 0.0), (900, (90, 100), 0.03, 0.01), (2000, (500, 490), 0.05, 0.0)):
        variances = [calls[i] / units * (1 - calls[i] / units) * units / (units - 1) for i in (0, 1)]
        size = (gain - margin) / np.sqrt(sum(variances) / 2)
        plan = NormalIndPower()
        rows.append([f"{units} units", units, *calls, gain, margin, repr(float(plan.power(size, units, 0.025, alternative="larger"))),
                     repr(float(2 * plan.solve_power(effect_size=size, alpha=0.025, power=0.8, alternative="larger") - 2 * units)), "1e-2"])
    write("power",
          f"statsmodels {statsmodels.__version__}: NormalIndPower().power and .solve_power(power=0.8) at alpha 0.025, alternative='larger'; further units of both arms; tolerance relative: Student's t stands in the interval",
          "case,units,controlCalls,treatmentCalls,gain,margin,now,further,tolerance", rows)


power()
retention()
winsorised()
quantile_per_event()
group_sequential()
family()
