"""The report rendered without Quarto: nbclient runs it, Pandoc and Typst write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from analysis.render.kernel import Kernel
from analysis.render.settings import Meta, format_settings, project_settings
from analysis.render.source import read_document


def render(
    document: Path,
    formats: Sequence[str],
    environment: Mapping[str, str],
    metadata: Mapping[str, str],
    say: Callable[[str], None],
    kernel: Kernel | None = None,
) -> list[Path]:
    """Render a private copy of a document.

    The arguments are those of `analysis.render.render`; the cells run once for all formats.
    """
    with kernel or Kernel() as kernel:
        # slow imports, while the kernel gets ready
        from analysis.render.cells import run_document

        read = read_document(document)
        project = project_settings(document.parent)
        settings = {name: format_settings(project, read.front, name, metadata, document.name) for name in formats}
        execute = settings[formats[0]].get("execute", {})
        text = run_document(read, execute, kernel, document.parent, environment, say)
    markdown = document.with_suffix(".md")
    markdown.write_text(text, encoding="utf-8")
    say("writing " + " and ".join(formats))
    return _write(markdown, settings)


def _write(markdown: Path, settings: Mapping[str, Meta]) -> list[Path]:
    from analysis.render.writers import write_html, write_pdf

    write = {"html": write_html, "pdf": write_pdf}
    with ThreadPoolExecutor() as writers:
        jobs = [writers.submit(write[name], markdown, chosen) for name, chosen in settings.items()]
        return [job.result() for job in jobs]
