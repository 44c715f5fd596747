"""Writes multiplicity/online.csv and multiplicity/ebh.csv: python3 multiplicity-online.py DIRECTORY.

The first rows are the levels that the reference manual of the R package onlineFDR 2.x prints (LOND, LORD,
SAFFRON, ADDIS: examples); the others come from PyPI online-fdr 1.0.0."""
import random
import sys
from online_fdr.e_values.batch import e_bh
from online_fdr.p_values.investing.addis.addis import Addis
from online_fdr.p_values.investing.lond.lond import Lond
from online_fdr.p_values.investing.lord.plus_plus import LordPlusPlus
from online_fdr.p_values.investing.saffron.saffron import Saffron

folder = sys.argv[1] + "/multiplicity"
manual = [2.90e-08, 0.06743, 0.01514, 0.08174, 0.00171, 3.60e-05, 0.79149, 0.27201, 0.28295, 7.59e-08, 0.69274,
          0.30443, 0.00136, 0.72342, 0.54757]
shuffled = [2.90e-08, 0.06743, 0.01514, 0.08174, 0.00171, 0.27201, 3.60e-05, 0.79149, 7.59e-08, 0.28295, 0.69274,
            0.72342, 0.30443, 0.54757, 0.00136]
published = [
    ("lond", 0.05, "", "", "", manual, """0.0026758385 0.0011638206 0.0009912499 0.0008243606 0.0006988870 0.0006045900
      0.0007979166 0.0007117838 0.0006421423 0.0005847378 0.0007155186 0.0006610273 0.0006141682 0.0005734509 0.0005377472"""),
    ("lond", 0.1, "", "", "", shuffled, """0.005351677 0.002327641 0.001982500 0.001648721 0.001397774 0.001209180
      0.001063889 0.001423568 0.001284285 0.001559301 0.001431037 0.001322055 0.001228336 0.001146902 0.001075494"""),
    ("lord++", 0.05, 0.005, "", "", manual, """0.0002675839 0.0024664457 0.0005732818 0.0004872805 0.0004059066 0.0003447286
      0.0029745013 0.0008450114 0.0007305648 0.0006243143 0.0032185913 0.0010617227 0.0009256825 0.0008019657 0.0007059610"""),
    ("lord++", 0.1, 0.05, "", "", shuffled, """0.0026758385 0.0032577488 0.0010775352 0.0009078052 0.0007616238 0.0006517385
      0.0005682672 0.0058549106 0.0016151293 0.0067518870 0.0023619734 0.0020342733 0.0017477495 0.0015277362 0.0013569121"""),
    ("saffron", 0.05, 0.025, 0.5, "", manual, """0.005468627 0.010937254 0.010937254 0.010937254 0.010937254 0.021874508
      0.032811762 0.010823845 0.010823845 0.010823845 0.021761099 0.009265591 0.009265591 0.020202846 0.009064367"""),
    ("saffron", 0.1, 0.025, 0.5, "", shuffled, """0.005468627 0.021874508 0.021874508 0.043749017 0.043749017 0.065623525
      0.065623525 0.087498033 0.028863587 0.050738095 0.050738095 0.022302945 0.013293195 0.013293195 0.009042997"""),
    ("addis", 0.05, 0.025, 0.25, 0.5, manual, """0.002734314 0.005468627 0.005468627 0.005468627 0.005468627 0.010937254
      0.016405881 0.016405881 0.005411923 0.002828822 0.008297449 0.008297449 0.003589243 0.009057870 0.009057870"""),
]


def stream(seed, size, nulls, power):
    draw = random.Random(seed)
    return [draw.random() if draw.random() < nulls else draw.random() ** power for _ in range(size)]


STREAMS = {
    "one hypothesis": [0.2],
    "first is a discovery": [1e-9, 0.5],
    "three nulls": [0.9, 0.3, 0.6],
    "all zero": [0.0] * 12,
    "all one": [1.0] * 12,
    "on the thresholds": [0.25, 0.5, 0.25, 0.5, 0.0, 0.25, 0.5],
    "mixed 200": stream(1, 200, 0.8, 12),
    "conservative 200": [1 - p * p for p in stream(2, 200, 0.9, 0.01)],
    "many discoveries 300": stream(3, 300, 0.3, 20),
}
SETTINGS = [("lond", 0.05, "", "", ""), ("lord++", 0.05, 0.005, "", ""), ("lord++", 0.2, 0.15, "", ""),
            ("saffron", 0.05, 0.025, 0.5, ""), ("saffron", 0.1, 0.01, 0.3, ""),
            ("addis", 0.05, 0.025, 0.25, 0.5), ("addis", 0.1, 0.05, 0.1, 0.9)]


def control(method, alpha, wealth, lam, tau):
    match method:
        case "lond":
            return Lond(alpha=alpha, original=True)
        case "lord++":
            return LordPlusPlus(alpha=alpha, wealth=wealth)
        case "saffron":
            return Saffron(alpha=alpha, wealth=wealth, lambda_=lam)
        case "addis":
            return Addis(alpha=alpha, wealth=wealth, lambda_=lam, tau=tau)


def levels(test, stream):
    answer = []
    for p in stream:
        test.test_one(p)
        answer.append(test.last_test_level)
    return answer


def vector(numbers):
    return " ".join(repr(float(x)) for x in numbers)


with open(folder + "/online.csv", "w") as out:
    print("# Reference manual of the R package onlineFDR 2.x (rows 'manual'); PyPI online-fdr 1.0.0, test_one and"
          " last_test_level (others)", file=out)
    print("# tolerance: relative; manual: half of the last digit printed; others: the constants of gamma are the"
          " same, the sums are in another order", file=out)
    print("case,method,alpha,wealth,lambda,tau,p,levels,tolerance", file=out)
    for method, alpha, wealth, lam, tau, ps, expected in published:
        print(f"manual,{method},{alpha},{wealth},{lam},{tau},{vector(ps)},{' '.join(expected.split())},5e-7", file=out)
    for name, ps in STREAMS.items():
        for setting in SETTINGS:
            method, alpha, wealth, lam, tau = setting
            print(f"{name},{method},{alpha},{wealth},{lam},{tau},{vector(ps)},"
                  f"{vector(levels(control(*setting), ps))},1e-10", file=out)

E_VALUES = {
    "one above": [25.0], "one below": [15.0], "exactly on the line": [20.0, 40.0 / 3, 1.0],
    "ties": [30.0, 30.0, 30.0, 0.0], "zeros": [0.0, 0.0, 0.0], "huge": [1e300, 1.0, 1.0],
    "two of three": [40.0, 31.0, 0.5], "skips a rank": [39.0, 39.0, 0.1, 0.1],
    "fifty": [1 / max(p, 1e-6) ** 0.9 for p in stream(4, 50, 0.5, 8)],
}
with open(folder + "/ebh.csv", "w") as out:
    print("# PyPI online-fdr 1.0.0, online_fdr.e_values.batch.e_bh(e, alpha)", file=out)
    print("# tolerance: absolute; decisions", file=out)
    print("case,alpha,e,rejected,tolerance", file=out)
    for name, es in E_VALUES.items():
        for alpha in (0.05, 0.1):
            decision = e_bh(es, alpha)
            print(f"{name},{alpha},{vector(es)},{vector(getattr(decision, 'decisions', decision))},0", file=out)
