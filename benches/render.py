"""A summary as html, whole process, against pandoc on the same text."""

import tempfile
from pathlib import Path

from measure import Figure, interleaved, output

MEETING = "2023-01-12"
RUNS, WARM_UPS = 25, 3
AIM = 1 / 3


def figures(binary, scratch):
    workspace = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        text = Path(folder) / "summary.md"
        text.write_text(output([binary, "render", MEETING, "--format", "md"], cwd=workspace))
        ours, pandoc = interleaved(
            [
                [binary, "render", MEETING, "--format", "html"],
                ["pandoc", "-f", "markdown", "-t", "html", "-s", text],
            ],
            times=RUNS,
            warm_ups=WARM_UPS,
            cwd=workspace,
        )
    ratio = ours / pandoc
    return [
        Figure(
            "render a summary as html",
            f"{ours * 1000:.1f} ms",
            f"pandoc {pandoc * 1000:.1f} ms",
            f"{ratio:.3f}",
            f"at most {AIM:.3f}",
            ratio <= AIM,
        )
    ]
