"""A cold release build: time, and size of the binary."""

import os
import tempfile
from pathlib import Path

from measure import Figure, run

MINUTES, MEGABYTES = 5, 25


def figures(_binary, scratch):
    root = Path(__file__).resolve().parents[1]
    run(["cargo", "fetch", "--locked"], cwd=root)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        environment = dict(os.environ, CARGO_TARGET_DIR=folder)
        # A wrapper may keep what it compiled before; then the build is not cold.
        environment.pop("RUSTC_WRAPPER", None)
        taken = run(["cargo", "build", "--release", "--locked"], limit=3600, cwd=root, env=environment)
        megabytes = (Path(folder) / "release/opsamling").stat().st_size / 1e6
    minutes = taken.seconds / 60
    return [
        Figure(
            "cold cargo build --release",
            f"{minutes:.1f} min ({taken.processor_seconds / 60:.1f} min of processor)",
            aim=f"at most {MINUTES} min",
            met=minutes <= MINUTES,
        ),
        Figure("size of the binary", f"{megabytes:.1f} MB", aim=f"at most {MEGABYTES} MB", met=megabytes <= MEGABYTES),
    ]
