"""The report rendered without Quarto: nbclient runs it, Pandoc and Typst write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
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
        with ThreadPoolExecutor(1) as meanwhile:
            meanwhile.submit(import_module, "analysis.render.writers")
            text = run_document(read, execute, kernel, document.parent, environment, say)
    say("writing " + " and ".join(formats))
    return _write(document, text, settings)


def _write(document: Path, text: str, settings: Mapping[str, Meta]) -> list[Path]:
    from analysis.render.writers import WORK, write_html, write_pdf

    # a name of its own: nothing that the document includes may be overwritten
    markdown = document.with_name(f"{WORK}{document.stem}.md")
    markdown.write_text(text, encoding="utf-8")
    write = {"html": write_html, "pdf": write_pdf}
    with ThreadPoolExecutor() as writers:
        jobs = [writers.submit(write[name], markdown, chosen) for name, chosen in settings.items()]
        made = [job.result() for job in jobs]
    return [path.rename(document.with_suffix(path.suffix)) for path in made]
