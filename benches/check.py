"""All findings of a workspace of 1,000 meetings of 6 kB: time and memory."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from measure import Figure, Failed, output, run

MEETINGS, BYTES = 1000, 6000
RUNS, WARM_UPS = 11, 2
SECONDS, MEGABYTES = 0.5, 120


def figures(binary, scratch):
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        generate = Path(__file__).with_name("generate.py")
        run([sys.executable, "-B", generate, folder, "--meetings", str(MEETINGS), "--bytes", str(BYTES)])
        if findings := output([binary, "check", "--json"], cwd=folder).strip().strip("[]\n "):
            raise Failed(f"the generated workspace has findings: {findings[:2000]}")
        runs = [run([binary, "check"], cwd=folder) for _ in range(WARM_UPS + RUNS)][WARM_UPS:]
    seconds = median(one.seconds for one in runs)
    processor = median(one.processor_seconds for one in runs)
    megabytes = max(one.peak_bytes for one in runs) / 1e6
    what = f"check {MEETINGS:,} meetings of {BYTES // 1000} kB"
    return [
        Figure(
            f"{what}: time",
            f"{seconds:.2f} s ({processor:.2f} s of processor)",
            aim=f"at most {SECONDS} s",
            met=seconds <= SECONDS,
        ),
        Figure(f"{what}: memory", f"{megabytes:.0f} MB", aim=f"at most {MEGABYTES} MB", met=megabytes <= MEGABYTES),
    ]
