"""PDF documents: the text in reading order, paragraphs told by the space between lines."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from analysis.formats.clean import clean, mend
from analysis.formats.model import Extracted, UnreadableError

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MAX_PAGES = 200
FEWEST_LETTERS = 20  # below, a document with pages has no text but pictures of it
PARAGRAPH = 1.3  # a gap so many times the usual distance of lines parts paragraphs
EDGE = 2  # lines at the top and at the foot of a page that may be its furniture
TAIL = 4_096  # bytes at the end in which a whole document has its end mark


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    height: float


def read(data: bytes) -> Extracted:
    """Return the text of a PDF document.

    Lines that come back at the edge of most pages (running heads, page numbers) are left out; ligatures are
    spelt out and words divided at line ends made whole. A PDF's dates are those of the file, not of
    publication, and are not used.

    Raises
    ------
    UnreadableError
        The document is protected, scanned, too long or broken.
    """
    if b"%%EOF" not in data[-TAIL:]:
        raise UnreadableError("broken, its end is missing: save or download it again")
    pages = [_lines(page) for page in _open(data)]
    letters = sum(sign.isalpha() for lines in pages for line in lines for sign in line.text)
    if letters < FEWEST_LETTERS:
        raise UnreadableError("scanned, it holds pictures and no text: run text recognition (OCR) on it first")
    furniture = _furniture(pages)
    text = ""
    for lines in pages:
        kept = [line for number, line in enumerate(lines) if _plain(line, number, len(lines)) not in furniture]
        page = _joined(kept)
        ends = text.rstrip().endswith((".", "?", "!", "”", '"', ":")) or not text
        text += page if not text else ("\n\n" if ends else "\n") + page
    return Extracted(clean(mend(text)))


def _open(data: bytes) -> list[PageObject]:
    reader = PdfReader(io.BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("protected by a password: save it without one")
    except (DependencyError, NotImplementedError):
        raise UnreadableError("protected in a way that cannot be read: save it without protection") from None
    too_long = UnreadableError(f"more than {MAX_PAGES} pages: split it into articles")
    tree: Any = reader.root_object["/Pages"]
    count = tree.get("/Count", 0)
    if isinstance(count, int) and count > MAX_PAGES:
        raise too_long
    pages: list[PageObject] = []
    for page in reader.pages:
        pages.append(page)
        if len(pages) > MAX_PAGES:
            raise too_long
    return pages


def _lines(page: PageObject) -> list[_Line]:
    """Return the lines of a page in the order of its content, each with its height on the page."""
    lines: list[_Line] = []
    piece: list[str] = []
    height: list[float] = []

    def visit(text: str, matrix: list[float], within: list[float], font: Any, size: float) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                _close(lines, piece, height)
            if part.strip() and not height:
                height.append(within[4] * matrix[1] + within[5] * matrix[3] + matrix[5])
            piece.append(part)

    page.extract_text(visitor_text=visit)
    _close(lines, piece, height)
    return lines


def _close(lines: list[_Line], piece: list[str], height: list[float]) -> None:
    text = "".join(piece).rstrip()
    if text:
        lines.append(_Line(text, height[0] if height else 0.0))
    piece.clear()
    height.clear()


def _plain(line: _Line, number: int, count: int) -> str:
    """Return a line at a page's edge with its figures made alike, or a text that no furniture is."""
    at_edge = number < EDGE or number >= count - EDGE
    return re.sub(r"\d+", "0", line.text.strip()) if at_edge else "\n"


def _furniture(pages: list[list[_Line]]) -> set[str]:
    """Return the edge lines that stand on at least two pages and on half of them."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_plain(line, number, len(lines)) for number, line in enumerate(lines)} - {"\n"})
    return {text for text, count in seen.items() if count > 1 and 2 * count >= len(pages)}


def _joined(lines: list[_Line]) -> str:
    gaps = [abs(one.height - two.height) for one, two in pairwise(lines)]
    usual = median_low([gap for gap in gaps if gap > 1] or [0])
    parts = [lines[0].text] if lines else []
    for line, gap in zip(lines[1:], gaps, strict=True):
        parts.append(("\n\n" if usual and gap > PARAGRAPH * usual else "\n") + line.text)
    return "".join(parts)
