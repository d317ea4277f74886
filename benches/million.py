"""A million subscribers: taken from a CSV file, frozen, sent to smtp-sink; and the cost of a letter at three sizes."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import delivery
from measure import Failed, Figure, run

SIZES = [20_000, 200_000, 1_000_000]
IMPORT_SECONDS, FREEZE_SECONDS, MOST_BYTES, SPREAD = 15, 12, 64_000_000, 1.15


def figures(binary, scratch):
    folder = scratch / "million"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        each = {size: one(binary, folder, size) for size in SIZES}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    most = each[SIZES[-1]]
    what = f"{SIZES[-1]:,}"
    yield bounded(f"{what} subscribers from CSV", most["import"], IMPORT_SECONDS)
    yield bounded(f"{what} recipients frozen", most["freeze"], FREEZE_SECONDS)
    peak = most["send"].peak_bytes
    yield Figure(f"{what} letters sent", f"{peak / 1e6:.0f} MB", aim=f"at most {MOST_BYTES / 1e6:.0f} MB", met=peak <= MOST_BYTES)
    costs = {size: it["send"].processor_seconds / size * 1e6 for size, it in each.items()}
    shown = ", ".join(f"{cost:.0f}" for cost in costs.values())
    spread = max(costs.values()) / min(costs.values())
    sizes = ", ".join(f"{size:,}" for size in SIZES)
    yield Figure(f"a letter at {sizes}", f"{shown} µs of processor", "", f"{spread:.2f}", f"at most {SPREAD}", spread <= SPREAD)


def bounded(what, took, seconds):
    """A row for a program that may take so many seconds, and so much memory."""
    met = took.seconds <= seconds and took.peak_bytes <= MOST_BYTES
    aim = f"at most {seconds} s, {MOST_BYTES / 1e6:.0f} MB"
    return Figure(what, f"{took.seconds:.1f} s, {took.peak_bytes / 1e6:.0f} MB", aim=aim, met=met)


def one(binary, folder, size):
    """What an import, a freeze and a send of so many take."""
    people = delivery.recipients(folder, size)
    workspace = folder / str(size)
    generate = [sys.executable, "-B", Path(__file__).with_name("generate.py"), workspace]
    run([*generate, "--meetings", "1", "--no-pictures", "--bytes", "2500"])
    # What was written before is on the disk, and does not stand in the way of what is measured.
    os.sync()
    options = {"cwd": workspace, "env": dict(os.environ, OPSAMLING_DATA_DIR=str(workspace / "data"))}
    took = {"import": run([binary, "subscribers", "import", people, "--list", "members"], **options)}
    settings = (workspace / "opsamling.yaml").read_text()
    meeting = next((workspace / "meetings").glob("*.yaml")).stem

    def by_relay(port):
        (workspace / "opsamling.yaml").write_text(f"{settings}\nrelay:\n  url: smtp://127.0.0.1:{port}\n  tls: none\n")

    # Frozen and not sent: it is for a time to come, and the wait for it is ended.
    by_relay(1)
    took["freeze"] = until_frozen([binary, "send", meeting, "--to", "members", "--yes", "--at", "2199-01-01 09:00", "--wait"], options)
    with delivery.sink() as port:
        by_relay(port)
        took["send"] = run([binary, "resume", meeting, "--now", "--quiet"], limit=3600, **options)
    shutil.rmtree(workspace)
    return took


def until_frozen(command, options):
    """What a send takes until it says that it waits; then it is asked to end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)
    said = []
    for line in process.stderr:
        said.append(line)
        if "2199" in line:
            break
    else:
        raise Failed("".join(said))
    seconds = time.perf_counter() - start
    process.terminate()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 4
    return delivery.Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
