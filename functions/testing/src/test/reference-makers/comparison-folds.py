"""Writes comparison/folds-packages.csv: python3 comparison-folds.py <folder of the tables> (baycomp, mlxtend from PyPI)."""
import sys
from importlib.metadata import version
import baycomp
import numpy as np
from mlxtend.evaluate import combined_ftest_5x2cv, paired_ttest_5x2cv
from sklearn.base import BaseEstimator, ClassifierMixin

rng = np.random.default_rng(9)
CASES = [("small differences", rng.normal(0.01, 0.02, 10)), ("none", rng.normal(0, 0.1, 10)), ("clear", rng.normal(0.2, 0.05, 10)), ("worse", rng.normal(-0.1, 0.1, 10)),
         ("ties", rng.integers(-1, 3, 10) / 100), ("mostly zero", [0, 0, 0, 0, 0.1, 0, 0, 0, 0.2, 0]), ("offset", 1e6 + rng.normal(0, 1, 10)), ("tiny", 1e-9 * rng.normal(1, 1, 10)),
         ("skewed", rng.exponential(0.1, 10)), ("one far out", [0.01, 0.02, 0.01, 0.03, 0.02, 0.01, 0.9, 0.02, 0.01, 0.02])]


class Dealt(BaseEstimator, ClassifierMixin):
    """A model whose scores are dealt from a list, fold by fold: mlxtend's arithmetic, our differences."""

    def __init__(self, scores=()):
        self.scores = scores

    def fit(self, x, y):
        return self


def dealt(test, differences):
    left = {"first": list(differences), "second": [0.0] * len(differences)}
    score = lambda model, x, y: left[model.scores].pop(0)
    return test(Dealt("first"), Dealt("second"), np.zeros((20, 1)), np.arange(20) % 2, scoring=score, random_seed=1)


with open(sys.argv[1] + "/comparison/folds-packages.csv", "w") as out:
    print(f"# baycomp {version('baycomp')}: CorrelatedTTest.probs(0, differences, rope) of one run, and with rope=0 for p; mlxtend {version('mlxtend')}: paired_ttest_5x2cv and combined_ftest_5x2cv"
          " of two models that are dealt the differences", file=out)
    print("case,differences,ratio,rope,p,less,equivalent,greater,dietterich,dietterichp,alpaydin,alpaydinp,tolerance,reason", file=out)
    for name, values in CASES:
        d = np.round(np.array(values, float), 12)
        rope = 1e-9 if name == "tiny" else 0.01
        less, same, greater = baycomp.CorrelatedTTest.probs(np.zeros(10), d, rope)
        p = 2 * min(baycomp.CorrelatedTTest.probs(np.zeros(10), d, 0))
        t, f = dealt(paired_ttest_5x2cv, d), dealt(combined_ftest_5x2cv, d)
        row = [name, " ".join(repr(float(x)) for x in d), repr(1 / 9), rope, *(repr(float(x)) for x in (p, less, same, greater, t[0], t[1], f[0], f[1])), "1e-9", "double rounding"]
        print(",".join(map(str, row)), file=out)
