"""The report rendered without Quarto: jupytext reads it, nbclient runs it, Pandoc and Typst write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from analysis.render.cells import run_document
from analysis.render.settings import format_settings, project_settings
from analysis.render.source import read_document
from analysis.render.writers import write_html, write_pdf

WRITERS = {"html": write_html, "pdf": write_pdf}


def render(
    document: Path,
    formats: Sequence[str],
    environment: Mapping[str, str],
    metadata: Mapping[str, str],
    say: Callable[[str], None],
) -> list[Path]:
    """Render a private copy of a document; the arguments are those of `analysis.render.render`."""
    read = read_document(document)
    project = project_settings(document.parent)
    settings = {name: format_settings(project, read.front, name, metadata, document.name) for name in formats}
    execute = settings[formats[0]].get("execute", {})
    text = run_document(read, document.parent, execute, environment, say)
    markdown = document.with_suffix(".md")
    markdown.write_text(text, encoding="utf-8")
    say("writing " + " and ".join(formats))
    with ThreadPoolExecutor() as writers:
        jobs = [writers.submit(WRITERS[name], markdown, settings[name]) for name in formats]
        return [job.result() for job in jobs]
