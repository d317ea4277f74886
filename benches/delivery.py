"""20,000 letters of 10 kB over 4 connections to smtp-sink, ledger on, against smtp-source and nodemailer's pool; signed ones;
and one connection over a line with a delay, to smtp-sink and to a real Postfix."""

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
from measure import Failed, Figure, Run, output, run

LETTERS, BYTES = 20_000, 10_000
VERIFIED = 1_000
ROUNDS = 3
CONNECTIONS, PER_CONNECTION = 4, 1000
OF_SOURCE, OF_NODEMAILER, OF_SIGNING = 0.8, 7, 0.85
# A letter by PIPELINING alone is one round trip of 20 ms: 50 a second.
DELAY, FAR_LETTERS, FAR_AIM = 0.010, 500, 45
CHUNKED_LETTERS, CHUNKED_AIM, OF_NEAR = 4000, 400, 0.9
HERE = Path(__file__).resolve().parent
KEPT_HEADERS = ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post")


def figures(binary, scratch):
    pool = nodemailer(scratch / "nodemailer")
    with tempfile.TemporaryDirectory(dir=scratch, prefix="delivery-") as folder:
        folder = Path(folder)
        few, all_of_them = recipients(folder, VERIFIED), recipients(folder, LETTERS)
        letter = verify(binary, pool, folder, few)
        ours = Sender(binary, folder / "ours", all_of_them, letter["bytes_of_record"])
        signed = Sender(binary, folder / "signed", all_of_them, letter["bytes_of_record"])
        signed.sign()
        taken = {"ours": [], "nodemailer": [], "smtp-source": [], "signed": []}
        signs = []
        with sink() as port:
            for _ in range(ROUNDS):
                taken["ours"].append(ours.send(port))
                taken["smtp-source"].append(source(port))
                taken["nodemailer"].append(pooled(pool, port, folder / "letter.json", all_of_them))
                signs.append(signs_a_second())
                taken["signed"].append(signed.send(port))
        far = [*over_a_long_line(binary, folder, letter["bytes_of_record"])]
    rates = {who: LETTERS / median(seconds) for who, seconds in taken.items()}
    what = f"send {LETTERS:,} letters of {letter['size'] / 1000:.1f} kB"
    shown = f"{rates['ours']:,.0f}/s"
    bound = 1 / (1 / rates["ours"] + 1 / median(signs))
    return [
        ratio(what, shown, f"smtp-source {rates['smtp-source']:,.0f}/s", rates["ours"] / rates["smtp-source"], OF_SOURCE),
        ratio("the same", shown, f"nodemailer {rates['nodemailer']:,.0f}/s ({letter['pool_size'] / 1000:.1f} kB)", rates["ours"] / rates["nodemailer"], OF_NODEMAILER),
        ratio("signed by RSA-2048", f"{rates['signed']:,.0f}/s", f"bound {bound:,.0f}/s (openssl {median(signs):,.0f} signs/s)", rates["signed"] / bound, OF_SIGNING),
        *far,
    ]


def ratio(what, ours, theirs, value, aim):
    return Figure(what, ours, theirs, f"{value:.2f}", f"at least {aim}", value >= aim)


def over_a_long_line(binary, folder, size):
    """One connection through a proxy that delays 10 ms each way: to smtp-sink, which hears letter by letter, and to a Postfix
    that takes several at once."""
    people = recipients(folder, FAR_LETTERS)
    one = Sender(binary, folder / "far", people, size, connections=1)
    with sink() as port, far_away(port) as far_port:
        rate = FAR_LETTERS / median(one.send(far_port) for _ in range(ROUNDS))
    what = f"1 connection, {DELAY * 1000:.0f} ms each way"
    yield Figure(f"{what}, PIPELINING", f"{rate:,.1f}/s", "bound 50/s", f"{rate / 50:.2f}", f"at least {FAR_AIM}/s", rate >= FAR_AIM)
    people = recipients(folder, CHUNKED_LETTERS)
    one = Sender(binary, folder / "chunked", people, size, connections=1)
    with postfix() as port, far_away(port) as far_port:
        seconds = [(one.send(port), one.send(far_port)) for _ in range(ROUNDS)]
    near, rate = (CHUNKED_LETTERS / median(way) for way in zip(*seconds))
    aim = min(CHUNKED_AIM, OF_NEAR * near)
    yield Figure(f"{what}, CHUNKING to Postfix", f"{rate:,.0f}/s", f"without the delay {near:,.0f}/s", f"{rate / near:.2f}", f"at least {aim:,.0f}/s", rate >= aim)


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

    def __init__(self, binary, folder, people, size, connections=CONNECTIONS):
        self.binary, self.folder, self.connections, self.keys = binary, folder, connections, ""
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

    def sign(self):
        """Has every letter signed by a fresh RSA key."""
        key = json.loads(self.opsamling("data", "dkim", "new", "--json"))
        entry = [f"{name}: {key[name]}" for name in ("domain", "selector", "key_file")]
        self.keys = "  dkim:\n    - " + "\n      ".join(entry) + "\n"

    def send(self, port):
        """The seconds of a whole send, from the start of the program to its end."""
        relay = f"\nrelay:\n  url: smtp://127.0.0.1:{port}\n  tls: none\n  connections: {self.connections}\n"
        relay += f"  letters_per_connection: {PER_CONNECTION}\n{self.keys}"
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


def signs_a_second():
    """How often both cores together sign by RSA-2048."""
    told = output(["openssl", "speed", "-multi", "2", "-seconds", "3", "rsa2048"])
    return float(re.search(r"^rsa 2048 bits\s+\S+\s+\S+\s+([0-9.]+)", told, re.MULTILINE)[1])


@contextmanager
def far_away(port):
    """A port that leads to another, 10 ms each way."""
    process = subprocess.Popen([sys.executable, "-B", HERE / "far_away.py", str(port), str(DELAY)], stdout=subprocess.PIPE)
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


@contextmanager
def postfix():
    """A Postfix of its own that throws away what it takes, its queue in memory; ended when it is left."""
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="postfix-") as root:
        root = Path(root)
        root.chmod(0o755)
        for name in ("conf", "queue", "data"):
            (root / name).mkdir()
        shutil.chown(root / "data", "postfix")
        (root / "conf/main.cf").write_text(POSTFIX.format(root=root))
        port = free_port()
        (root / "conf/master.cf").write_text(f"{port} inet n - n - - smtpd\n{SERVICES}")
        run = ["timeout", "1800", "/usr/sbin/postfix", "-c", root / "conf", "start-fg"]
        process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port, "postfix")
            yield port
        finally:
            subprocess.run(["/usr/sbin/postfix", "-c", root / "conf", "stop"], stderr=subprocess.DEVNULL)
            process.wait()


POSTFIX = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example
mydestination =
mynetworks = 127.0.0.0/8
default_transport = discard:
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
local_recipient_maps =
alias_maps =
alias_database =
maillog_file = {root}/log
maillog_file_prefixes = {root}
"""
SERVICES = """\
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


@contextmanager
def sink(*options):
    """smtp-sink on a free port of the loopback, ended when it is left, and by itself after half an hour."""
    port = free_port()
    program = shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin")
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen(["timeout", "1800", program, *user, *options, f"127.0.0.1:{port}", "100"])
    try:
        wait_for(port, "smtp-sink")
        yield port
    finally:
        process.terminate()
        process.wait()


def free_port():
    """A port of the loopback that nobody uses at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_for(port, who):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise Failed(f"{who} does not answer")


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
