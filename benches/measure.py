"""Runs programs and says what they took; a figure is a row of the table."""

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from statistics import median


@dataclass
class Run:
    """One run of one program, from its start to its end."""

    seconds: float
    processor_seconds: float
    peak_bytes: int


@dataclass
class Figure:
    """A row: ours and theirs as they are shown, and whether the aim is met (None: there is no aim)."""

    what: str
    ours: str
    theirs: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None


class Failed(Exception):
    """A program that should have gone well did not."""


def run(command, limit=600, stdout=subprocess.DEVNULL, **options):
    """Runs a command to its end, at most `limit` seconds; what it said is shown if it fails."""
    with tempfile.TemporaryFile() as talk:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=talk, **options)
        watch = threading.Timer(limit, process.kill)
        watch.start()
        # wait4 rather than wait: it says what this very child used.
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            talk.seek(0)
            said = talk.read().decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(map(str, command))}\nended with {process.returncode}: {said}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def output(command, **options):
    """What a command prints."""
    with tempfile.TemporaryFile() as printed:
        run(command, stdout=printed, **options)
        printed.seek(0)
        return printed.read().decode()


def interleaved(commands, times, warm_ups, **options):
    """The median seconds of each command, run in turn, A B A B, so that a change of the machine's mood meets them all."""
    taken = [[] for _ in commands]
    for turn in range(warm_ups + times):
        for command, seconds in zip(commands, taken):
            one = run(command, **options)
            if turn >= warm_ups:
                seconds.append(one.seconds)
    return [median(seconds) for seconds in taken]
