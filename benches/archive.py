"""The archive of 1,000 meetings as a static site, whole process, against Hugo on the same text with as many pages; the memory that it
takes; and the time of a page at 1,000 and at 10,000."""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from measure import Failed, Figure, output, run

MEETINGS, MANY, BYTES = 1000, 10_000, 6000
RUNS, WARM_UPS = 7, 1
TIMES_FASTER, MEGABYTES, SPREAD = 2, 120, 1.15
# What Hugo is given: a frame with as many parts as ours has, a page a meeting, a page a topic and a year, lists.
FRAME = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ .Site.Title }}</title>{{ with .Description }}<meta name="description" content="{{ . }}">{{ end }}
<link rel="canonical" href="{{ .Permalink }}"><link rel="stylesheet" href="/style.css"></head>
<body><a class="skip" href="#_content">Spring til indholdet</a>
<header class="site"><p><a href="/">{{ .Site.Title }}</a></p><nav><ul>{{ range .Site.Menus.main }}<li><a href="{{ .URL }}">{{ .Name }}</a></li>{{ end }}</ul></nav></header>
<main id="_content">{{ block "main" . }}{{ end }}</main>
<footer class="site"><ul><li>Udgivet af {{ .Site.Params.secretariat }}</li></ul></footer></body></html>
"""
SINGLE = """{{ define "main" }}<article><h1>{{ .Title }}</h1><p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02-01-2006" }}</time></p>
{{ with .Params.topics }}<ul>{{ range . }}<li><a href="/topics/{{ . | urlize }}/">{{ . }}</a></li>{{ end }}</ul>{{ end }}
{{ .TableOfContents }}
{{ .Content }}</article>{{ end }}
"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 24 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02-01-2006" }}</time><p>{{ .Description }}</p></li>{{ end }}</ul>{{ end }}
"""


def figures(binary, scratch):
    hugo = shutil.which("hugo")
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        folder = Path(folder)
        ours, theirs, many = folder / "ours", folder / "hugo", folder / "many"
        generate(ours, MEETINGS)
        pages = built(binary, ours)["pages"]
        as_hugo(binary, ours, theirs, pages)
        taken = {"ours": [], "hugo": []}
        for _ in range(WARM_UPS + RUNS):
            taken["ours"].append(cold([binary, "build", "--quiet"], ours))
            taken["hugo"].append(cold([hugo, "--quiet"], theirs))
        count = html_pages(theirs / "public")
        if abs(count - pages) > pages * 0.01:
            raise Failed(f"Hugo makes {count} pages, and we {pages}")
        seconds = {who: median(it.seconds for it in runs[WARM_UPS:]) for who, runs in taken.items()}
        processor = {who: median(it.processor_seconds for it in runs[WARM_UPS:]) for who, runs in taken.items()}
        peak = max(it.peak_bytes for it in taken["ours"]) / 1e6
        generate(many, MANY)
        more = built(binary, many)["pages"]
        runs = [cold([binary, "build", "--quiet"], many) for _ in range(3)]
    faster = seconds["hugo"] / seconds["ours"]
    shown = {who: f"{seconds[who]:.2f} s ({processor[who]:.2f} s of processor)" for who in seconds}
    what = f"archive of {MEETINGS:,} meetings, {pages:,} pages"
    yield Figure(what, shown["ours"], f"Hugo {shown['hugo']}, {count:,} pages", f"{faster:.2f}", f"at least {TIMES_FASTER} times faster", faster >= TIMES_FASTER)
    yield Figure("the same: memory", f"{peak:.0f} MB", aim=f"at most {MEGABYTES} MB", met=peak <= MEGABYTES)
    few_page, many_page = processor["ours"] / pages * 1e6, median(it.processor_seconds for it in runs) / more * 1e6
    spread = max(few_page, many_page) / min(few_page, many_page)
    yield Figure(f"a page at {MEETINGS:,} and {MANY:,} meetings", f"{few_page:.0f}, {many_page:.0f} µs of processor", "", f"{spread:.2f}", f"at most {SPREAD}", spread <= SPREAD)


def generate(folder, meetings):
    script = Path(__file__).with_name("generate.py")
    run([sys.executable, "-B", script, folder, "--meetings", str(meetings), "--bytes", str(BYTES), "--no-pictures"])


def built(binary, folder):
    return json.loads(output([binary, "build", "--json"], cwd=folder))


def cold(command, folder):
    """A build into a folder that is not there yet. The last one goes aside: a disk that has just taken a thousand files away is slow to
    make new ones, and the time would be the disk's."""
    public = folder / "public"
    if public.exists():
        public.rename(folder / f"spent-{sum(1 for _ in folder.glob('spent-*'))}")
    return run(command, cwd=folder)


def as_hugo(binary, ours, theirs, pages):
    """The same text as a Hugo site: what our pages say of a meeting, as Markdown; topics as a taxonomy, years as sections."""
    for path, text in (("baseof.html", FRAME), ("single.html", SINGLE), ("list.html", LIST)):
        write(theirs / "layouts/_default" / path, text)
    write(theirs / "layouts/index.html", LIST)
    menu = "".join(f'  - {{ name: {name}, url: "/{name.lower()}/" }}\n' for name in ("Topics", "Moeder", "Nyheder", "Soeg"))
    settings = "baseURL: https://netvaerk.example.org/\ntitle: Netværk for prøver\nlanguageCode: da\n"
    settings += "disableKinds: [section]\ntaxonomies: { topic: topics }\nparams: { secretariat: Eksempelby Kommune }\n"
    write(theirs / "config.yaml", f"{settings}menu:\n  main:\n{menu}")
    write(theirs / "static/style.css", (ours / "public/style.css").read_text())
    texts = as_markdown(binary, ours)
    for record, text in texts.items():
        title, _, body = text.partition("\n")
        topics = sorted(set(topics_of(ours / f"meetings/{record}.yaml")))
        head = f"title: {json.dumps(title.lstrip('# '))}\ndate: {record[:10]}\ndescription: {json.dumps(first_sentence(body))}\ntopics: {json.dumps(topics)}\n"
        write(theirs / f"content/{record}.md", f"---\n{head}---\n{body}")
    # Years and the pages that we have beside: as many more.
    run([shutil.which("hugo"), "--quiet"], cwd=theirs)
    for number in range(pages - html_pages(theirs / "public")):
        write(theirs / f"content/aar-{number}.md", f"---\ntitle: Året {2013 + number}\ndate: 2013-01-01\n---\n" + "".join(f"- [{record}](/{record}/)\n" for record in list(texts)[number * 70 : number * 70 + 70]))


def as_markdown(binary, ours):
    """The summary of each meeting, as our own Markdown: each from a workspace of its own, since in the large one every render reads all."""
    texts = {}
    with tempfile.TemporaryDirectory(dir=ours.parent) as folder:
        alone = Path(folder)
        shutil.copy(ours / "opsamling.yaml", alone)
        shutil.copytree(ours / "registry", alone / "registry")
        (alone / "meetings").mkdir()
        for path in sorted((ours / "meetings").glob("*.yaml")):
            copy = Path(shutil.copy(path, alone / "meetings"))
            texts[path.stem] = output([binary, "render", path.stem, "--format", "md"], cwd=alone)
            copy.unlink()
    return texts


def topics_of(path):
    return [line.split("[")[1].rstrip("]\n") for line in path.read_text().splitlines() if line.strip().startswith("topics: [")]


def first_sentence(text):
    words = " ".join(line for line in text.splitlines() if line and not line.startswith(("#", "*", "-", "!")))
    return words[:150]


def html_pages(folder):
    return sum(1 for _ in folder.rglob("*.html"))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
