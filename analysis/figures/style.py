"""One style for all figures: colours of the report's style sheet, measured labels, SVG that is always the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
from cycler import cycler

mpl.use("agg")
import matplotlib.pyplot as plt
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

WIDTH = 5.0  # inches
INCH = 72.0  # points
LINE = 13.0  # points from one line of a label to the next
ACCENT, INK = "C0", "C1"  # of the style in use
STYLE: list[Path | dict[str, Any]] = [Path(__file__).parent.with_name("briefing.mplstyle")]
VARIABLE = re.compile(r"--([a-z-]+):\s*(?:light-dark\()?(#[0-9a-f]{6})")
ROLES = {
    "figure": ("figure.facecolor", "savefig.facecolor", "axes.facecolor"),
    "quiet": ("axes.edgecolor",),
    "ink": ("axes.labelcolor", "xtick.color", "ytick.color", "text.color"),
    "grid": ("grid.color",),
}


def use_colours(sheet: Path) -> None:
    """Draw from now on in the colours of a style sheet, the light ones, on an opaque light panel.

    Parameters
    ----------
    sheet : Path
        CSS that sets the variables ``figure``, ``ink``, ``quiet``, ``grid`` and ``bar``. Where it does not
        exist, figures keep the colours of matplotlib.
    """
    if not sheet.is_file():
        return
    colours: dict[str, str] = {}
    for name, colour in VARIABLE.findall(sheet.read_text(encoding="utf-8")):
        colours.setdefault(name, colour)
    look: dict[str, Any] = {key: colours[name] for name, keys in ROLES.items() for key in keys}
    STYLE[1:] = [{**look, "axes.prop_cycle": cycler(color=[colours["bar"], colours["ink"]])}]


def save(figure: Figure, path: Path) -> Path:
    """Write a figure as an SVG that is the same whenever and wherever it is drawn, and let it go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with plt.style.context(STYLE):
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    return path


def warm_up() -> None:
    """Draw once, for the first figure of a process looks up fonts and turns glyphs into paths."""
    with plt.style.context(STYLE):
        figure, axes = plt.subplots()
        axes.set_title("0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz")
        figure.savefig(BytesIO(), format="svg")
        plt.close(figure)


def shades() -> LinearSegmentedColormap:
    """Return the colours from the panel to the bars: one hue that only grows darker, so it reads in grey print."""
    panel, bar = mpl.rcParams["figure.facecolor"], mpl.rcParams["axes.prop_cycle"].by_key()["color"][0]
    return LinearSegmentedColormap.from_list("briefing", [panel, bar])


def contrasting(colour: Any) -> str:
    """Return black or the colour of the panel, whichever is the easier to read on a colour (WCAG 2.2)."""
    choices = (mpl.rcParams["figure.facecolor"], "black")
    return str(max(choices, key=lambda choice: contrast(choice, colour)))


def contrast(one: Any, other: Any) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Any) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def width_of(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in points, in the style's font."""
    if not text:
        return 0.0
    font = FontProperties(size=mpl.rcParams["font.size"], weight="bold" if bold else "normal")
    return float(TextToPath().get_text_width_height_descent(text, font, False)[0])


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


def rows_of(labels: Sequence[str], points: float) -> tuple[list[str], list[float], list[float]]:
    """Lay out the rows of a chart, as high as their labels need.

    Returns
    -------
    tuple
        The labels in one or two lines, the middle of each row and the edges of all (one more), in points from
        the top.
    """
    shown = [in_two_lines(label, points) for label in labels]
    edges = [0.0]
    for label in shown:
        edges.append(edges[-1] + LINE * (1 + label.count("\n")) + 4)
    return shown, [(top + bottom) / 2 for top, bottom in pairwise(edges)], edges
