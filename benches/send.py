"""20,000 letters of 10 kB to smtp-sink over 4 connections, ledger on, against nodemailer's pool; smtp-source beside them."""

import csv
import email
import email.policy
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import prose
from measure import Failed, Figure, output, run

LETTERS, BYTES = 20_000, 10_000
VERIFIED = 1_000
ROUNDS = 3
CONNECTIONS, PER_CONNECTION = 4, 1000
AIM = 3
HERE = Path(__file__).resolve().parent
KEPT_HEADERS = ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post")


def figures(binary, scratch):
    pool = nodemailer(scratch / "nodemailer")
    with tempfile.TemporaryDirectory(dir=scratch, prefix="send-") as folder:
        folder = Path(folder)
        few, all_of_them = recipients(folder, VERIFIED), recipients(folder, LETTERS)
        letter = verify(binary, pool, folder, few)
        ours = Sender(binary, folder / "ours", all_of_them, letter["bytes_of_record"])
        taken = {"ours": [], "nodemailer": [], "smtp-source": []}
        with sink() as port:
            for _ in range(ROUNDS):
                taken["ours"].append(ours.send(port))
                taken["nodemailer"].append(pooled(pool, port, folder / "letter.json", all_of_them))
                taken["smtp-source"].append(source(port))
    rates = {who: LETTERS / median(seconds) for who, seconds in taken.items()}
    what = f"send {LETTERS:,} letters of {letter['size'] / 1000:.1f} kB"
    ratio = rates["ours"] / rates["nodemailer"]
    theirs = f"nodemailer {rates['nodemailer']:,.0f}/s ({letter['pool_size'] / 1000:.1f} kB)"
    beside = rates["ours"] / rates["smtp-source"]
    return [
        Figure(what, f"{rates['ours']:,.0f}/s", theirs, f"{ratio:.2f}", f"at least {AIM}", ratio >= AIM),
        Figure("the same", f"{rates['ours']:,.0f}/s", f"smtp-source {rates['smtp-source']:,.0f}/s", f"{beside:.2f}"),
    ]


def verify(binary, pool, folder, people):
    """A smaller round of each, read at the sink: everybody is there once. Returns one letter, and how large both make it."""
    size, sender = sized(binary, folder, people)
    dumped = {}
    for who in ("ours", "nodemailer"):
        # Outside the scratch folder, because the sink may be another user.
        with tempfile.TemporaryDirectory() as dump:
            os.chmod(dump, 0o777)
            with sink("-d", f"{dump}/") as port:
                if who == "ours":
                    sender.send(port)
                else:
                    pooled(pool, port, folder / "letter.json", people)
            dumped[who] = [path.read_bytes() for path in Path(dump).iterdir()]
        reached = {header(letter, b"X-Rcpt-Args") for letter in dumped[who]}
        if len(dumped[who]) != VERIFIED or len(reached) != VERIFIED:
            raise Failed(f"{who}: {len(dumped[who])} letters to {len(reached)} people at the sink, and {VERIFIED} were sent")
        if who == "ours":
            (folder / "letter.json").write_text(json.dumps(same_letter(dumped[who][0])))
    mean = {who: sum(map(size_on_the_wire, letters)) / VERIFIED for who, letters in dumped.items()}
    return {"bytes_of_record": size, "size": mean["ours"], "pool_size": mean["nodemailer"]}


def sized(binary, folder, people):
    """The size of a record whose letter has about `BYTES`, found by trying, and a sender of it."""
    size = 1000
    for attempt in range(6):
        sender = Sender(binary, folder / f"attempt-{attempt}", people, size)
        letter = sender.letter_size()
        if abs(letter - BYTES) <= BYTES * 0.03:
            break
        # A letter holds its text twice, as text and as html.
        size = max(300, size + (BYTES - letter) // 2)
    return size, sender


class Sender:
    """A workspace with one meeting, and everybody on its list; each send starts from the same store."""

    def __init__(self, binary, folder, people, size):
        self.binary, self.folder = binary, folder
        generate = [sys.executable, "-B", HERE / "generate.py", folder, "--meetings", "1", "--no-pictures"]
        run([*generate, "--bytes", str(size)])
        self.settings = (folder / "opsamling.yaml").read_text()
        self.meeting = next((folder / "meetings").glob("*.yaml")).stem
        self.opsamling("data", "subscribers", "import", people, "--list", "members")

    def opsamling(self, data, *arguments):
        environment = dict(os.environ, OPSAMLING_DATA_DIR=str(self.folder / data))
        return output([self.binary, *arguments], cwd=self.folder, env=environment)

    def letter_size(self):
        return json.loads(self.opsamling("data", "send", self.meeting, "--to", "members", "--dry-run", "--json"))["letter_bytes"]

    def send(self, port):
        """The seconds of a whole send, from the start of the program to its end."""
        relay = f"\nrelay:\n  url: smtp://127.0.0.1:{port}\n  tls: none\n  connections: {CONNECTIONS}\n"
        relay += f"  letters_per_connection: {PER_CONNECTION}\n"
        (self.folder / "opsamling.yaml").write_text(self.settings + relay)
        shutil.rmtree(self.folder / "sent", ignore_errors=True)
        shutil.copytree(self.folder / "data", self.folder / "sent")
        start = time.perf_counter()
        self.opsamling("sent", "send", self.meeting, "--to", "members", "--yes")
        seconds = time.perf_counter() - start
        state = json.loads(self.opsamling("sent", "status", self.meeting, "--json"))
        if state["accepted"] != state["frozen"]:
            raise Failed(f"not all were accepted: {state}")
        return seconds


def pooled(folder, port, letter, people):
    """The seconds of nodemailer's pool, from the start of the program to its end."""
    return run(["node", folder / "pool.mjs", str(port), letter, people, str(CONNECTIONS), str(PER_CONNECTION)]).seconds


def source(port):
    """The seconds of Postfix's own generator: no text to make, no ledger to keep, but no pipelining either."""
    program = shutil.which("smtp-source", path=f"{os.environ['PATH']}:/usr/sbin")
    counts = ["-s", str(CONNECTIONS), "-l", str(BYTES), "-m", str(LETTERS)]
    return run([program, "-d", *counts, f"127.0.0.1:{port}"]).seconds


@contextmanager
def sink(*options):
    """smtp-sink on a free port of the loopback, ended when it is left, and by itself after half an hour."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin")
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen(["timeout", "1800", program, *user, *options, f"127.0.0.1:{port}", "100"])
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise Failed("smtp-sink does not answer")
        yield port
    finally:
        process.terminate()
        process.wait()


def nodemailer(folder):
    """The contender, installed as its lock file says."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "pool.mjs"):
        shutil.copy(HERE / "nodemailer" / name, folder)
    run(["npm", "ci", "--no-audit", "--no-fund"], cwd=folder)
    return folder


def recipients(folder, count):
    """A file of made-up people, as `subscribers import` and the contender read it."""
    path = folder / f"recipients-{count}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\n")
        rows.writerow(["email", "name"])
        for number in range(count):
            name = f"{prose.GIVEN[number % 20]} {prose.FAMILY[number // 20 % 20]}"
            rows.writerow([f"modtager-{number}@example.org", name])
    return path


def same_letter(dumped):
    """The letter's text, html and headers, for the contender to send."""
    # The sink puts lines of its own before the letter.
    letter = email.message_from_bytes(dumped, policy=email.policy.default)
    return {
        "from": str(letter["From"]),
        "subject": str(letter["Subject"]),
        "text": letter.get_body(("plain",)).get_content(),
        "html": letter.get_body(("html",)).get_content(),
        "headers": {name: str(letter[name]) for name in KEPT_HEADERS if letter[name]},
    }


def size_on_the_wire(dumped):
    """The size of a letter without the sink's own lines, and with the line ends that the sink leaves out."""
    _, letter = re.split(rb"^Received:.*\n(?:\t.*\n)*", dumped, maxsplit=1, flags=re.MULTILINE)
    return len(letter.replace(b"\n", b"\r\n"))


def header(letter, name):
    """What stands after a header's name, in the sink's own lines before a letter."""
    return next(line for line in letter.splitlines() if line.startswith(name + b":"))
