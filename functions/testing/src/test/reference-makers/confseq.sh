#!/bin/sh
# Unpacks and compiles confseq 0.0.11 into a folder: sh confseq.sh FOLDER, then PYTHONPATH=FOLDER/confseq-0.0.11/src
# Its own build does not know Python 3.11; needs a C++ compiler, Boost's headers, and from PyPI pybind11, multiprocess and matplotlib.
set -e
mkdir -p "$1"
cd "$1"
python3 -m pip download --quiet --no-deps --no-binary :all: confseq==0.0.11
tar xzf confseq-0.0.11.tar.gz
cd confseq-0.0.11/src/confseq
for module in boundaries quantiles; do
  c++ -O2 -shared -fPIC -std=c++17 $(python3 -m pybind11 --includes) $module.cpp -o $module$(python3-config --extension-suffix)
done
