"""Makes sequential/betting.csv: the hedged capital of Waudby-Smith and Ramdas (2023) by confseq's betting_mart.

Run: python3 sequential-betting.py <folder of the tables> (confseq 0.0.11: see confseq.sh)
"""
import math
import sys

import numpy as np
from confseq.betting import betting_mart
from confseq.betting_strategies import lambda_predmix_eb

folder = sys.argv[1] + "/sequential"
rng = np.random.default_rng(20261124)
CASES = [
    ("one value", [0.3], 0.5), ("one success", [1], 0.5), ("two values", [0, 1], 0.2), ("three values", [0.2, 0.2, 0.9], 0.7),
    ("no success in 60", [0] * 60, 0.1), ("successes alone", [1] * 60, 0.95), ("constant", [0.4] * 80, 0.4), ("constant against 0.5", [0.4] * 80, 0.5),
    ("ties and zeros", [0, 0, 0.5, 0.5, 1, 0] * 25, 0.3), ("narrow", list(np.round(rng.beta(20, 30, 300), 4)), 0.42), ("Bernoulli 3 %", list((rng.random(1500) < 0.03) * 1), 0.05),
    ("null at 0", list(np.round(rng.random(100), 3)), 0), ("null at 1", list(np.round(rng.random(100), 3)), 1), ("large", list(np.round(rng.beta(2, 6, 5000), 3)), 0.25),
]


def log_capital(values, mean, alpha, theta):
    bets = lambda x, m: lambda_predmix_eb(x, alpha=alpha / 2)
    last = betting_mart(np.array(values, float), mean, alpha, bets, bets, theta=theta, trunc_scale=1 / 2)[-1]
    return math.log(last) if last > 0 else -math.inf


rows = []
for name, values, null in CASES:
    for alternative, theta, alpha, cells in (("TWO_SIDED", 0.5, 0.05, 200), ("GREATER", 1, 0.05, 100), ("LESS", 0, 0.1, 100)):
        grid = [i / cells for i in range(cells + 1)]
        target = math.log(1 / alpha)
        rejects_low = [log_capital(values, m, alpha, 1) + (math.log(0.5) if theta == 0.5 else 0) > target for m in grid]
        rejects_high = [log_capital(values, m, alpha, 0) + (math.log(0.5) if theta == 0.5 else 0) > target for m in grid]
        low = max(0, rejects_low.index(False) - 1) / cells
        high = min(cells, cells - rejects_high[::-1].index(False) + 1) / cells
        rows.append(f"{name} {alternative.lower()},{' '.join(repr(float(v)) for v in values)},{null},{alternative},{alpha},{cells},"
                    f"{log_capital(values, null, alpha, theta)!r},{low!r},{high!r},1e-9,a product of as many factors as values")
with open(folder + "/betting.csv", "w") as f:
    f.write("# confseq 0.0.11, numpy " + np.__version__ + ": betting.betting_mart(values, mean, alpha, lambda_predmix_eb(alpha / 2), theta, trunc_scale=1/2) at the null and at every mean of the grid\n"
            "case,values,null,alternative,alpha,cells,logwealth,lower,upper,tolerance,reason\n" + "\n".join(rows) + "\n")
