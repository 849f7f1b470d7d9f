"""Words in figures: measured before they are placed, and drawn glyph by glyph.

Matplotlib lays every text out three times and reads each of its glyphs from the font file every time; nothing else
in a figure of labels takes as long. Here a glyph is read once, and all its places in a figure are drawn at once.
Scripts that need shaping (Arabic, Devanagari …) and signs that the font lacks are left to Matplotlib.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path as File
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

SIZE = 10.0  # points, of all words
LINE = 13.0  # points from one line of a label to the next
EM = 100.0  # units of a glyph's outline
FRACTION = 64.0  # of a unit, as FreeType counts kerning
ADVANCE = 65536.0  # of a unit, as FreeType counts what is not hinted
UNSHAPED = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")  # letters that stand one beside the other as they are


@dataclass(frozen=True)
class Glyph:
    """The outline of a sign and how far it moves on, in 100ths of the size; its number in the font."""

    outline: Path
    advance: float
    index: Any


@dataclass(frozen=True)
class Line:
    """Words on one line: where their base line begins (points from the upper left corner) and how they look."""

    words: str
    x: float
    y: float
    bold: bool
    colour: Any
    upright: bool


class Writing(Artist):
    """All the words of a figure.

    Attributes
    ----------
    lines : list of Line
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def draw(self, renderer: RendererBase) -> None:
        """Draw each glyph at all its places."""
        places: dict[tuple[bool, str, Any, bool], list[tuple[float, float]]] = defaultdict(list)
        for line in self.lines:
            colour = to_rgba(line.colour)
            for sign, along in _placed(line.words, line.bold):
                if sign.isspace():
                    continue
                x, y = (line.x, line.y - along) if line.upright else (line.x + along, line.y)
                places[line.bold, sign, colour, line.upright].append((x, y))
        for (bold, sign, colour, upright), points in places.items():
            outline = _glyph(sign, bold).outline
            pen = renderer.new_gc()
            pen.set_linewidth(0)
            pixels: Any = renderer.points_to_pixels(SIZE / EM)
            shape = Affine2D().scale(pixels).rotate_deg(90 if upright else 0)
            renderer.draw_markers(pen, outline, shape, Path(np.array(points)), self.get_transform(), colour)
            pen.restore()


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    """Open the font of the style in use, in memory: it is read from often."""
    named = FontProperties(family=mpl.rcParams["font.family"], weight="bold" if bold else "normal")
    font = FT2Font(BytesIO(File(findfont(named)).read_bytes()))
    font.set_size(EM, 72)
    return font


@lru_cache(maxsize=4096)
def _glyph(sign: str, bold: bool) -> Glyph:
    font = _font(bold)
    loaded = font.load_char(ord(sign), flags=LoadFlags.NO_HINTING)
    return Glyph(Path(*font.get_path()), loaded.linearHoriAdvance / ADVANCE, font.get_char_index(ord(sign)))


@lru_cache(maxsize=4096)
def _kerning(one: Any, other: Any, bold: bool) -> float:
    return _font(bold).get_kerning(one, other, Kerning.UNFITTED) / FRACTION


def _placed(words: str, bold: bool) -> list[tuple[str, float]]:
    """Return each sign with its distance from the beginning in points."""
    placed: list[tuple[str, float]] = []
    along, before = 0.0, None
    for sign in words:
        glyph = _glyph(sign, bold)
        if before is not None:
            along += _kerning(before.index, glyph.index, bold)
        placed.append((sign, along * SIZE / EM))
        along, before = along + glyph.advance, glyph
    return placed


@lru_cache(maxsize=4096)
def _simple(sign: str, bold: bool) -> bool:
    if not _font(bold).get_char_index(ord(sign)) or unicodedata.combining(sign):
        return False
    return not sign.isalpha() or unicodedata.name(sign, "").startswith(UNSHAPED)


def is_simple(words: str, *, bold: bool = False) -> bool:
    """Tell whether words can be set sign by sign in the style's font."""
    return all(_simple(sign, bold) for sign in words)


@lru_cache(maxsize=4096)
def width_of(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in points, in the style's font."""
    if not text:
        return 0.0
    if is_simple(text, bold=bold):
        sign, along = _placed(text, bold)[-1]
        return along + _glyph(sign, bold).advance * SIZE / EM
    font = FontProperties(size=SIZE, weight="bold" if bold else "normal")
    return float(TextToPath().get_text_width_height_descent(text, font, False)[0])


@lru_cache(maxsize=1)
def reach() -> tuple[float, float]:
    """Return how far a line of words reaches above and below its base line, in points: as far as “l” and “p”."""
    above, below = (_glyph(sign, False).outline.get_extents() for sign in "lp")
    return above.y1 * SIZE / EM, -below.y0 * SIZE / EM


def fitted(text: str, points: float) -> str:
    """Return a text cut to a width in points, with an ellipsis where it was cut."""
    words = " ".join(text.split())
    if width_of(words) <= points:
        return words
    low, high = 0, len(words)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(f"{words[:middle]}…") <= points else (low, middle - 1)
    return f"{words[:low].rstrip(' ,;:–—-')}…"


def in_two_lines(text: str, points: float) -> str:
    """Return a text on one line where it fits a width in points, else on two, the second cut where it must be."""
    words = " ".join(text.split())
    if width_of(words) <= points:
        return words
    first, *rest = words.split(" ")
    while rest and width_of(f"{first} {rest[0]}") <= points:
        first = f"{first} {rest.pop(0)}"
    return "\n".join(filter(None, (fitted(first, points), fitted(" ".join(rest), points))))
