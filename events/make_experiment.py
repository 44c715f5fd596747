"""Lays ResumeNames out as an experiment's logs: events/uploads/experiments/resume-names/.

    Rscript -e 'suppressMessages(library(AER)); data(ResumeNames);
      write.csv(ResumeNames[c("ethnicity", "gender", "city", "call")], "resume-names.csv", quote = FALSE)'
    python3 events/make_experiment.py resume-names.csv

The data have no times. Rows are spread evenly over seven days in the order of the table, and a call comes an hour after
its resume was sent.
"""

import csv
import datetime as dt
import pathlib
import sys

HERE = pathlib.Path(__file__).parent / "uploads/experiments/resume-names"
START = dt.datetime(2002, 1, 1)
DAYS = 7


def write(kind, day, header, rows):
    path = HERE / kind / f"dt={day:%Y-%m-%d}" / "part-0.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(table):
    with open(table, newline="") as source:
        rows = list(csv.DictReader(source))
    exposures, outcomes = {}, {}
    for number, row in enumerate(rows):
        sent = START + dt.timedelta(days=DAYS) * number / len(rows)
        sent = sent.replace(microsecond=0)
        unit = f"cv-{number + 1:04d}"
        exposures.setdefault(sent.date(), []).append(
            [unit, row["ethnicity"], f"{sent:%Y-%m-%dT%H:%M:%SZ}", row["gender"], row["city"]])
        if row["call"] == "yes":
            called = sent + dt.timedelta(hours=1)
            outcomes.setdefault(called.date(), []).append([unit, "call", f"{called:%Y-%m-%dT%H:%M:%SZ}"])
    for day, those in exposures.items():
        write("exposures", day, ["unit", "variant", "timestamp", "gender", "city"], those)
    for day, those in outcomes.items():
        write("outcomes", day, ["unit", "event", "timestamp"], those)


main(sys.argv[1])
