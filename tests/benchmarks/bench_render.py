"""How long a warm render takes: the whole command for the seeds, beside a document with one trivial cell.

The render is a whole one; what a rerun costs where nothing has changed is told apart.

    python tests/benchmarks/bench_render.py [RUNS]

Each run is a process of its own, imports and all; the first run of each only warms the caches (among them
Python's own bytecode, which an installed package has from the start). The runs of both alternate, so that
what else the machine does meets both alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
RECORD = ".rendered.json"  # what analysis.rendered leaves beside the outputs
TRIVIAL = "---\ntitle: T\n---\n\n# One\n\n```{python}\n1 + 1\n```\n"
RENDER_TRIVIAL = """
import sys
from pathlib import Path
from analysis.render import render
render(Path(sys.argv[1]), output=Path(sys.argv[2]), engine="embedded")
"""


def seconds(command: list[str]) -> float:
    """The seconds that a command takes."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Measure both and print the medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "report").mkdir()
        document = folder / "report" / "trivial.qmd"
        document.write_text(TRIVIAL, encoding="utf-8")
        (folder / "report" / "_quarto.yml").write_text("format: {html: default, typst: {pdf-standard: ua-1}}\n")
        trivial = [sys.executable, "-c", RENDER_TRIVIAL, str(document), str(folder / "trivial")]
        briefing = [sys.executable, "-m", "analysis", "render", "--engine", "embedded"]
        briefing += ["--to", "html,pdf", "--output", str(folder / "briefing")]
        taken = []
        for _ in range(runs + 1):
            (folder / "briefing" / RECORD).unlink(missing_ok=True)  # else nothing would be rendered again
            taken.append((seconds(trivial), seconds(briefing), seconds(briefing)))
        floor, whole, again = (statistics.median(column) for column in zip(*taken[1:], strict=True))
        print(f"one trivial cell, html and pdf: {floor:.2f} s (median of {runs})")
        print(f"the briefing of the seeds, html and pdf: {whole:.2f} s, {whole / floor:.2f} times as long")
        print(f"the same again, nothing changed: {again:.2f} s, {again / floor:.2f} times as long")


if __name__ == "__main__":
    main()
