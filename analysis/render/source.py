"""A ``.qmd`` file taken apart: front matter, prose and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext

from analysis.render.errors import unsupported
from analysis.render.settings import Meta, read_yaml

OPTION = re.compile(r"#\s*\| ?(.*)")
INLINE = re.compile(r"(^|[^`])`\{python\}[ \t]([^`]+)`", re.MULTILINE)
CELL_START = re.compile(r"^\s*```+\s*\{\s*(\w+)[^}]*\}", re.MULTILINE)
CELL_OPTIONS = {"label", "echo", "output", "warning", "include"}
SHORTCODE = "{{<"


@dataclass(frozen=True)
class Prose:
    """Markdown between two cells."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A Python cell; ``number`` counts the cells from 1."""

    number: int
    code: str
    options: Meta = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How a message names the cell: its label, else its number."""
        label = self.options.get("label")
        return f"cell {label!r}" if label else f"cell {self.number}"


@dataclass(frozen=True)
class Document:
    """A document as read: its front matter, and prose and cells in order."""

    name: str
    front: Meta
    parts: tuple[Prose | Cell, ...]


def read_document(path: Path) -> Document:
    """Read a ``.qmd`` file.

    Raises
    ------
    InputError
        It holds something that the embedded renderer does not know.
    """
    # jupytext reads .qmd only with the help of Quarto; as R Markdown it has the same cells
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="Rmd")
    front: Meta = {}
    parts: list[Prose | Cell] = []
    for item in notebook.cells:
        if item.cell_type == "raw" and not parts and item.source.startswith("---"):
            front = read_yaml(item.source.strip().strip("-"), path.name)
        elif item.cell_type == "code":
            number = 1 + sum(isinstance(part, Cell) for part in parts)
            parts.append(_cell(item.source, item.metadata, number, path.name))
        else:
            parts.append(Prose(_checked(item.source, path.name)))
    return Document(path.name, front, tuple(parts))


def _cell(source: str, metadata: dict[str, Any], number: int, document: str) -> Cell:
    lines = source.splitlines()
    count = next((index for index, line in enumerate(lines) if not OPTION.match(line)), len(lines))
    written = "\n".join(OPTION.sub(r"\1", line) for line in lines[:count])
    options = read_yaml(written, f"{document}, the options of cell {number}")
    cell = Cell(number, "\n".join(lines[count:]), options)
    strange = [
        *(key for key in options if key not in CELL_OPTIONS),
        *(key for key in metadata if key != "language"),
    ]
    if strange:
        raise unsupported(document, f"the option {strange[0]!r} of {cell.name}", "remove it or render with Quarto")
    if str(options.get("label", "")).startswith(("fig-", "tbl-", "lst-")):
        instead = "put the identifier into the Markdown that the cell shows"
        raise unsupported(document, f"the label of {cell.name} as an identifier", instead)
    return cell


def _checked(text: str, document: str) -> str:
    if SHORTCODE in text:
        start = text.index(SHORTCODE)
        raise unsupported(document, f"the shortcode {text[start : start + 30].splitlines()[0]!r}", "remove it")
    other = CELL_START.search(text)
    if other:
        raise unsupported(document, f"a cell in {other.group(1)!r} or within another block", "use plain Python cells")
    return text
