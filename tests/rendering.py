"""What tests of the rendered report share: the report's style beside a document, and a whole briefing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from analysis.run import render_briefing

REPORT = Path(__file__).resolve().parent.parent / "report"
SHELL = ("_quarto.yml", "briefing.css", "paper.typ", "briefing.lua", "page")


def copy_shell(folder: Path, settings: str = "") -> None:
    """Put the report's style beside a document, with settings of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHELL:
        place = REPORT / name
        shutil.copytree(place, folder / name) if place.is_dir() else shutil.copy(place, folder)
    (folder / "settings.yml").write_text(settings)


def rendered(
    seeds: Path, output: Path, *, settings: Path | None = None, formats: Sequence[str] = ("html", "pdf")
) -> Path:
    """Render a whole briefing and return the folder of the outputs."""
    render_briefing(
        seeds=seeds,
        settings=settings or REPORT / "settings.yml",
        report=REPORT,
        output=output,
        formats=formats,
        engine="embedded",
        warn=lambda sentence: None,
    )
    return output
