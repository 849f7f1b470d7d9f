"""A figure measured in points from its upper left corner: words, lines, boxes and dots, each put where it belongs.

Every label is measured before it is placed, so nothing is left for a layout engine to find out by drawing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2D

from analysis.figures.lettering import LINE, SIZE, Line, Writing, in_two_lines, is_simple, reach, width_of

WIDTH = 5.0  # inches
INCH = 72.0  # points
FULL = WIDTH * INCH
EDGE = 3.0  # points that stay free around everything
GAP = 4.0  # points between a label and what it names

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Panel:
    """A figure to draw on, in the style in use.

    Parameters
    ----------
    height : float
        In points; every figure is as wide as a column.

    Attributes
    ----------
    figure : Figure
    place : matplotlib.transforms.Transform
        From points to the figure's own measure.
    """

    def __init__(self, height: float):
        self.figure = Figure(figsize=(WIDTH, height / INCH))
        inches = Affine2D().scale(1 / INCH, -1 / INCH).translate(0, height / INCH)
        self.place = inches + self.figure.dpi_scale_trans
        self._writing = Writing()
        self._writing.set_zorder(5)
        self._add(self._writing)

    def _add(self, artist: Any) -> None:
        artist.set_transform(self.place)
        self.figure.add_artist(artist, clip=False)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: str = "left",
        bold: bool = False,
        colour: Any = None,
        upright: bool = False,
    ) -> None:
        """Write one or more lines around the height ``y``; upright, downwards from it, around ``x``.

        ``align`` says what of a line stands at ``x``: ``left``, ``center`` or ``right``.
        """
        colour = mpl.rcParams["text.color"] if colour is None else colour
        above, below = reach()
        lines = text.split("\n")
        for number, words in enumerate(lines):
            if not words:
                continue
            width = width_of(words, bold=bold)
            middle = (x if upright else y) + LINE * (number - (len(lines) - 1) / 2)
            base = middle + (above - below) / 2
            start = x - {"left": 0.0, "center": width / 2, "right": width}[align]
            if not is_simple(words, bold=bold):
                self._shaped(words, (middle, y + width / 2) if upright else (start, middle), bold, colour, upright)
            elif upright:
                self._writing.lines.append(Line(words, base, y + width, bold, colour, True))
            else:
                self._writing.lines.append(Line(words, start, base, bold, colour, False))

    def _shaped(self, words: str, place: Point, bold: bool, colour: Any, upright: bool) -> None:
        """Leave words to Matplotlib, which shapes them."""
        text = self.figure.text(*place, words, fontsize=SIZE, color=colour, transform=self.place, zorder=5)
        text.set_parse_math(False)
        text.set_fontweight("bold" if bold else "normal")
        text.set_verticalalignment("center")
        if upright:
            text.set_rotation(90)
            text.set_horizontalalignment("center")

    def boxes(self, boxes: Sequence[Box], colours: Any, *, alpha: float | None = None, edge: Any = "none") -> None:
        """Fill boxes, each in its colour or all in one."""
        corners = [((a, b), (c, b), (c, d), (a, d)) for a, b, c, d in boxes]
        self._add(PolyCollection(corners, facecolors=colours, edgecolors=edge, linewidths=1, alpha=alpha, zorder=2))

    def lines(
        self, lines: Sequence[tuple[Point, Point]], colour: Any, *, width: float = 0.8, round_ends: bool = False
    ) -> None:
        """Draw straight lines."""
        cap = "round" if round_ends else "butt"
        self._add(LineCollection(list(lines), colors=colour, linewidths=width, capstyle=cap, zorder=3))

    def dots(self, points: Sequence[Point], colour: Any, *, marker: str, face: Any) -> None:
        """Draw marks of one kind."""
        x, y = np.array(points).T
        self._add(Line2D(x, y, ls="none", marker=marker, mec=colour, mfc=face, markersize=6, zorder=4))


def faint(colour: Any, alpha: float) -> tuple[float, float, float, float]:
    """Return a colour that lets the panel shine through."""
    return to_rgba(colour, alpha)


def scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """Return what turns a value between ``low`` and ``high`` into a place between ``start`` and ``end``."""
    step = (end - start) / ((high - low) or 1.0)
    return lambda value: start + (value - low) * step


def rows_of(labels: Sequence[str], points: float) -> tuple[list[str], list[float], list[float]]:
    """Lay out the rows of a chart, as high as their labels need.

    Returns
    -------
    tuple
        The labels in one or two lines, the middle of each row and the edges of all (one more), in points from
        the top.
    """
    shown = [in_two_lines(label, points) for label in labels]
    edges = [EDGE]
    for label in shown:
        edges.append(edges[-1] + LINE * (1 + label.count("\n")) + 4)
    return shown, [(top + bottom) / 2 for top, bottom in pairwise(edges)], edges


def widest(labels: Sequence[str], *, bold: bool = False) -> float:
    """Return the width of the widest line of labels, in points."""
    return max((width_of(line, bold=bold) for label in labels for line in label.split("\n")), default=0.0)
