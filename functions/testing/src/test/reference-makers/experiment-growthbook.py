"""Makes experiment/bayesian.csv: posteriors of absolute and relative effects by GrowthBook's gbstats (which asks for numpy below 2).

Run: python3 experiment-growthbook.py <folder of the tables>
"""
import sys
from importlib.metadata import version

import numpy as np
from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig, GaussianPrior
from gbstats.models.statistics import RatioStatistic, SampleMeanStatistic

random = np.random.default_rng(20261126)


def rounded(values):
    return np.array([round(float(v), 3) for v in values])


def words(values):
    return " ".join(repr(float(v)) for v in values)


def statistic(values, beside):
    n, total, squares = len(values), float(values.sum()), float((values**2).sum())
    mean = SampleMeanStatistic(n=n, sum=total, sum_squares=squares)
    if beside is None:
        return mean
    return RatioStatistic(n=n, m_statistic=mean, d_statistic=SampleMeanStatistic(n=n, sum=float(beside.sum()), sum_squares=float((beside**2).sum())),
                          m_d_sum_of_products=float((values * beside).sum()))


rows = []
for case, sizes, ratio in (("even", (200, 200), False), ("uneven", (60, 150), False), ("ratio", (120, 140), True)):
    arms = [rounded(random.exponential(mean, n) + 0.01) for mean, n in zip((8, 9.5), sizes)]
    beside = [rounded(1 + random.integers(0, 9, n)) for n in sizes] if ratio else [None, None]
    stats = [statistic(a, b) for a, b in zip(arms, beside)]
    for prior in (None, (0.0, 0.5), (0.3, 1.0)):
        for kind in ("absolute", "relative"):
            if kind == "relative" and prior is not None:
                continue
            effect = GaussianPrior() if prior is None else GaussianPrior(prior[0], prior[1] ** 2, True)
            result = EffectBayesianABTest(*stats, EffectBayesianConfig(difference_type=kind, prior_type="absolute", prior_effect=effect, alpha=0.05)).compute_result()
            rows.append(",".join([f"{case} {kind} " + ("flat" if prior is None else f"prior {prior[0]} {prior[1]}"), kind, "ratio" if ratio else "mean",
                                  *(("", "") if prior is None else map(repr, prior)), words(arms[0]), words(arms[1]),
                                  *(words(b) if ratio else "" for b in beside),
                                  *(repr(float(x)) for x in (result.expected, *result.ci, result.chance_to_win)), "1e-9"]))
with open(sys.argv[1] + "/experiment/bayesian.csv", "w") as out:
    out.write(f"# gbstats {version('gbstats')}, numpy {np.__version__}: EffectBayesianABTest(a, b, EffectBayesianConfig(difference_type, prior_type='absolute', prior_effect=GaussianPrior(mean, variance, proper))); tolerance: the same method\n"
              "case,kind,metric,priorMean,priorDeviation,control,treatment,controlBeside,treatmentBeside,estimate,lower,upper,chance,tolerance\n" + "\n".join(rows) + "\n")
