"""Measures what is asked for and prints the table. `benches/run` calls it."""

import argparse
import os
import sys
from pathlib import Path

import archive
import build
import check
import delivery
import million
import preview
import render
from measure import Failed

BENCHES = {"render": render.figures, "check": check.figures, "archive": archive.figures, "preview": preview.figures, "delivery": delivery.figures, "million": million.figures, "build": build.figures}
CORES = 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wanted", nargs="+", choices=BENCHES)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True, help="a folder for what is downloaded, generated and thrown away")
    parser.add_argument("--strict", action="store_true")
    arguments = parser.parse_args()
    # The aims are for two cores; every program started here inherits this.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    rows, failures = [], 0
    for name in arguments.wanted:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            rows += BENCHES[name](arguments.binary.resolve(), arguments.scratch.resolve())
        except Failed as failure:
            failures += 1
            print(f"{name}: {failure}", file=sys.stderr)
    show(rows)
    missed = sum(row.met is False for row in rows)
    sys.exit(3 if failures else 1 if missed and arguments.strict else 0)


def show(rows):
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"on {len(os.sched_getaffinity(0))} cores; load average at the end {load}")
    verdicts = {True: "met", False: "MISSED", None: ""}
    table = [("what", "ours", "theirs", "ratio", "aim", "")]
    table += [(row.what, row.ours, row.theirs, row.ratio, row.aim, verdicts[row.met]) for row in rows]
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


if __name__ == "__main__":
    main()
