#!/bin/sh
# Makes every reference table anew: sh remake.sh
# From PyPI: scipy, statsmodels, scikit-learn, mpmath, gbstats, savvi, online-fdr, tea-tasting, baycomp, mlxtend, and what confseq.sh names.
# From Debian: r-cran-survey, r-cran-coin, r-cran-exactranktests, r-cran-proc, r-cran-pwr, r-cran-rpact, r-cran-mvtnorm.
set -e
cd "$(dirname "$0")"
sh confseq.sh "${CONFSEQ:-/tmp/assay-confseq}"
export PYTHONPATH="${CONFSEQ:-/tmp/assay-confseq}/confseq-0.0.11/src"
for maker in *.py; do echo "$maker"; python3 "$maker" ../resources/reference; done
for maker in *.R; do echo "$maker"; Rscript "$maker" ../resources/reference; done
