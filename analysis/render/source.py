"""A ``.qmd`` file taken apart: front matter, prose and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.render.errors import unsupported
from analysis.render.settings import Meta, read_yaml

FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
CELL = re.compile(r"\{(?P<language>\w[\w-]*)(?P<rest>.*)\}\s*$")
OPTION = re.compile(r"#\s*\| ?(.*)")
INLINE = re.compile(r"(^|[^`])`\{python\}[ \t]([^`]+)`", re.MULTILINE)
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

    Cells are told as Quarto tells them: a fenced block whose information is a language in braces.
    (jupytext reads ``.qmd`` only with the help of Quarto, and as R Markdown takes raw blocks and
    cells of other languages for Python.)

    Raises
    ------
    InputError
        It holds something that the embedded renderer does not know.
    """
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    head = FRONT.match(text)
    front = read_yaml(head.group(1), path.name) if head else {}
    parts: list[Prose | Cell] = []
    prose: list[str] = []
    for cell, block in _blocks((text[head.end() :] if head else text).split("\n")):
        if not cell:
            prose += block
            continue
        _add_prose(parts, prose, path.name)
        prose = []
        _check_language(cell, path.name)
        number = 1 + sum(isinstance(part, Cell) for part in parts)
        parts.append(_cell("\n".join(block), number, path.name))
    _add_prose(parts, prose, path.name)
    return Document(path.name, front, tuple(parts))


def _blocks(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the blocks of a document: (what stands in a cell's braces, its code), or ("", lines of prose)."""
    position = 0
    while position < len(lines):
        opening = FENCE.match(lines[position])
        if not opening:
            yield "", [lines[position]]
            position += 1
            continue
        fence = opening["fence"]
        closing = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}}\s*$")
        rest = range(position + 1, len(lines))
        end = next((index for index in rest if closing.match(lines[index])), len(lines))
        cell = CELL.match(opening["info"]) if fence[0] == "`" else None
        if cell:
            yield cell["language"] + cell["rest"], lines[position + 1 : end]
        else:
            yield "", lines[position : end + 1]
        position = end + 1


def _add_prose(parts: list[Prose | Cell], lines: list[str], document: str) -> None:
    text = "\n".join(lines).strip("\n")
    if SHORTCODE in text:
        found = text[text.index(SHORTCODE) :][:30].splitlines()[0]
        raise unsupported(document, f"the shortcode {found!r}", "remove it")
    if text:
        parts.append(Prose(text))


def _check_language(braces: str, document: str) -> None:
    if braces.strip() != "python":
        raise unsupported(document, f"a cell {{{braces}}}", "begin cells with {python} and give options as #| lines")


def _cell(source: str, number: int, document: str) -> Cell:
    lines = source.splitlines()
    count = next((index for index, line in enumerate(lines) if not OPTION.match(line)), len(lines))
    written = "\n".join(OPTION.sub(r"\1", line) for line in lines[:count])
    options = read_yaml(written, f"{document}, the options of cell {number}")
    cell = Cell(number, "\n".join(lines[count:]), options)
    strange = [key for key in options if key not in CELL_OPTIONS]
    if strange:
        raise unsupported(document, f"the option {strange[0]!r} of {cell.name}", "remove it or render with Quarto")
    if str(options.get("label", "")).startswith(("fig-", "tbl-", "lst-")):
        instead = "put the identifier into the Markdown that the cell shows"
        raise unsupported(document, f"the label of {cell.name} as an identifier", instead)
    return cell
