"""Markdown to HTML and PDF, by Pandoc and Typst."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypandoc
import typst

from analysis.errors import InputError
from analysis.render.settings import Meta

HERE = Path(__file__).parent
READER = "markdown"
WORK = "rendering-"  # begins the names of what is written on the way
DEFAULTS: Meta = {
    "lang": "en",
    "toc-title": "Table of contents",
    "toc-depth": 3,
    "papersize": "us-letter",
    "fontsize": "11pt",
    "page-numbering": "1",
}
SECTION_NUMBERING = "1.1.a"  # Quarto's, when sections are numbered and nothing else is said
FILTERS = ("divisions.lua", "crossref.lua")  # after those of the document, as in Quarto
INCLUDES = {"include-in-header": "-H", "include-before-body": "-B", "include-after-body": "-A"}


def write_html(markdown: Path, settings: Meta) -> Path:
    """Write one self-contained page of a Markdown file and return where it is."""
    page = markdown.with_suffix(".html")
    arguments = ["--to=html5", "--section-divs", "--embed-resources", "--mathml", f"--output={page.name}"]
    arguments += [f"--css={name}" for name in _listed(settings.get("css"))]
    _pandoc(markdown, "html", settings, arguments)
    return page


def write_pdf(markdown: Path, settings: Meta) -> Path:
    """Write a PDF of a Markdown file, tagged as the settings ask, and return where it is."""
    source, paper = markdown.with_suffix(".typ"), markdown.with_suffix(".pdf")
    settings = dict(settings)
    if settings.get("number-sections"):
        settings.setdefault("section-numbering", SECTION_NUMBERING)
    _pandoc(markdown, "typ", settings, ["--to=typst", f"--output={source.name}"])
    try:
        typst.compile(
            str(source),
            output=str(paper),
            root=str(markdown.parent),
            ignore_system_fonts=True,  # the same fonts, hence the same pages, everywhere
            pdf_standards=_listed(settings.get("pdf-standard")),
            timestamp=0,
        )
    except typst.TypstError as error:
        raise InputError(f"{_document(markdown)}: the PDF cannot be made: {' '.join(str(error).split())}.") from None
    return paper


def _pandoc(markdown: Path, kind: str, settings: Meta, arguments: Sequence[str]) -> None:
    folder = markdown.parent
    meta = folder / f"{markdown.stem}.{kind}.json"
    meta.write_text(json.dumps({**DEFAULTS, **settings}, default=str), encoding="utf-8")
    filters = [*_listed(settings.get("filters")), *(str(HERE / name) for name in FILTERS)]
    command = [
        pypandoc.get_pandoc_path(),
        markdown.name,
        f"--from={READER}",
        "--wrap=none",
        f"--template={HERE / f'template.{kind}'}",
        f"--metadata-file={meta.name}",
        *arguments,
        *(f"--lua-filter={name}" for name in filters),
        *_includes(folder, markdown.stem, kind, settings),
    ]
    if settings.get("toc"):
        command += ["--toc", f"--toc-depth={settings.get('toc-depth', DEFAULTS['toc-depth'])}"]
    if settings.get("number-sections"):
        command.append("--number-sections")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise InputError(f"{_document(markdown)}: {_reason(done.stderr)}")


def _document(markdown: Path) -> str:
    return f"{markdown.stem.removeprefix(WORK)}.qmd"


def _includes(folder: Path, stem: str, kind: str, settings: Meta) -> list[str]:
    arguments: list[str] = []
    for key, flag in INCLUDES.items():
        for index, item in enumerate(_listed(settings.get(key))):
            if isinstance(item, dict) and "text" in item:
                name = f"{stem}.{kind}.{key}.{index}"
                (folder / name).write_text(item["text"], encoding="utf-8")
            else:
                name = item["file"] if isinstance(item, dict) else item
            arguments += [flag, name]
    return arguments


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _reason(stderr: str) -> str:
    told = re.search(r"⟦(.*?)⟧", stderr, re.DOTALL)
    if told:
        return f"{told.group(1)}."
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    return f"Pandoc stopped: {'; '.join(lines[:3])}."
