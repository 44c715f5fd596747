"""One method on columns in a folder: python3 against.py METHOD FOLDER WARM_UPS REPEATS.

Prints the median time in milliseconds, the figure, the peak of resident memory in kilobytes, 0, and the
mean processor time of one run in milliseconds."""
import os
import resource
import sys
import time

import numpy as np

method, folder, warm_ups, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
first, second, label = (np.fromfile(os.path.join(folder, name), dtype="<f8") for name in ("first", "second", "label"))


def paired_t():
    answer = stats.ttest_rel(first, second)
    answer.confidence_interval(0.95)
    return answer.pvalue


if method == "paired-t":
    from scipy import stats
    calculation = paired_t
elif method in ("wilcoxon", "hodges-lehmann"):
    from scipy import stats
    calculation = lambda: stats.wilcoxon(first, second, zero_method="pratt", correction=False, method="asymptotic").pvalue
elif method == "ks":
    from scipy import stats
    calculation = lambda: stats.ks_2samp(first, second).statistic
elif method in ("auc", "delong"):
    from sklearn.metrics import roc_auc_score
    calculation = lambda: roc_auc_score(label, first)
else:
    sys.exit("no method " + method)

for _ in range(warm_ups):
    calculation()
times = []
processor = time.process_time()
for _ in range(repeats):
    start = time.perf_counter()
    figure = calculation()
    times.append((time.perf_counter() - start) * 1e3)
busy = (time.process_time() - processor) * 1e3 / repeats
if method == "delong":
    figure = roc_auc_score(label, second) - figure
print(sorted(times)[len(times) // 2], float(figure), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0, busy)
