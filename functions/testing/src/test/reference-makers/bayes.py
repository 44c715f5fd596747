"""Writes bayes/beta-binomial.csv and bayes/normal.csv: python3 bayes.py DIRECTORY (mpmath, scipy)."""
import sys
import mpmath as mp
import scipy
from scipy import stats, integrate, optimize

folder = sys.argv[1] + "/bayes"
CASES = [("nothing seen", 1, 1, 1, 1), ("one trial each", 1, 2, 2, 1), ("Jeffreys and no success", .5, 3.5, .5, 2.5),
         ("no successes in one", .5, 20.5, 4.5, 16.5), ("all successes", 11, 1, 9, 1), ("small", 3, 9, 5, 4),
         ("resume names", 158, 2279, 236, 2201), ("rare", 4, 99998, 9, 99993), ("large", 50001, 950001, 50501, 949501),
         ("decided", 101, 901, 301, 701)]


def beta_binomial(a, b, c, d):
    """Control Beta(a, b), treatment Beta(c, d), by adaptive quadrature on the tails' support."""
    control, treatment = stats.beta(a, b), stats.beta(c, d)
    ends = [treatment.ppf(1e-17), *treatment.ppf([1e-9, 1e-4, .01, .1, .3, .5, .7, .9, .99, 1 - 1e-4, 1 - 1e-9]), treatment.isf(1e-17)]

    def expectation(f):
        return sum(integrate.quad(lambda x: treatment.pdf(x) * f(x), lo, hi, epsabs=1e-15, epsrel=1e-12, limit=500)[0]
                   for lo, hi in zip(ends, ends[1:]))

    more = stats.beta(a + 1, b)
    win = expectation(control.cdf)
    refused = expectation(lambda x: x * control.cdf(x) - control.mean() * more.cdf(x))
    difference = treatment.mean() - control.mean()

    def quantile(q):
        return optimize.brentq(lambda t: expectation(lambda x: control.cdf(x - t)) - (1 - q), -1, 1, xtol=1e-13, rtol=1e-13)

    return difference, quantile(.025), quantile(.975), win, refused - difference, refused


with open(folder + "/beta-binomial.csv", "w") as out:
    print(f"# scipy {scipy.__version__}, stats.beta with integrate.quad over quantile panels and optimize.brentq", file=out)
    print("# tolerance: absolute; quad crosses a root at the edge of the shifted support", file=out)
    print("case,a,b,c,d,mean,lower,upper,win,chosen,refused,tolerance", file=out)
    for name, *abcd in CASES:
        print(name, *abcd, *(repr(float(x)) for x in beta_binomial(*abcd)), "1e-8", sep=",", file=out)

mp.mp.dps = 40
with open(folder + "/normal.csv", "w") as out:
    print(f"# mpmath {mp.__version__}, ncdf and npdf at 40 digits: posterior of a normal prior and a normal estimate", file=out)
    print("# tolerance: relative to |mean| + deviation (win: absolute); a dozen roundings", file=out)
    print("case,priorMean,priorDeviation,estimate,standardError,mean,lower,upper,win,chosen,refused,tolerance", file=out)
    for name, m0, s0, x, se in [("plain", 0, 1, .5, .2), ("no effect", 0, 1, 0, 1), ("strong prior", 1, .01, -5, 3), ("weak prior", 0, 1e6, .3, .1),
                                ("hopeless", 0, 1, -3, .3), ("sure", 0, 10, 8, 1), ("tiny scale", 0, 1e-9, 2e-9, 1e-9),
                                ("huge scale", 1e9, 1e8, 1.1e9, 1e8)]:
        precision = 1 / mp.mpf(s0) ** 2 + 1 / mp.mpf(se) ** 2
        mean = (mp.mpf(m0) / mp.mpf(s0) ** 2 + mp.mpf(x) / mp.mpf(se) ** 2) / precision
        sd = 1 / mp.sqrt(precision)
        z = mp.sqrt(2) * mp.erfinv(mp.mpf("0.95"))
        part = lambda m: sd * mp.npdf(m / sd) + m * mp.ncdf(m / sd)
        print(name, m0, s0, x, se, *(mp.nstr(v, 17) for v in (mean, mean - z * sd, mean + z * sd, mp.ncdf(mean / sd), part(-mean), part(mean))),
              "1e-11", sep=",", file=out)
