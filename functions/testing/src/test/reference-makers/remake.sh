#!/bin/sh
# Makes every reference table anew: sh remake.sh
set -e
cd "$(dirname "$0")"
for maker in *.py; do python3 "$maker" ../resources/reference; done
for maker in *.R; do Rscript "$maker" ../resources/reference; done
