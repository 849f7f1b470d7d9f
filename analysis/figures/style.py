"""One style for all figures: colours of the report's style sheet, SVG that is always the same."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure

VARIABLE = re.compile(r"--([a-z-]+):\s*(?:light-dark\()?(#[0-9a-f]{6})")
ROLES = {
    "figure": ("figure.facecolor", "savefig.facecolor", "axes.facecolor"),
    "quiet": ("axes.edgecolor",),
    "ink": ("text.color",),
    "grid": ("grid.color",),
}
SHEET = Path(__file__).parent.with_name("briefing.mplstyle")
LOOK: dict[Any, Any] = {**mpl.rc_params_from_file(SHEET, use_default_template=False)}


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
    LOOK.update({key: colours[name] for name, keys in ROLES.items() for key in keys})
    LOOK["axes.prop_cycle"] = cycler(color=[colours["bar"], colours["ink"]])


def in_style() -> AbstractContextManager[None]:
    """Draw in the style of the figures, within the context or the function that this decorates."""
    return mpl.rc_context(LOOK)


def accent() -> str:
    """Return the colour of bars and marks."""
    return to_hex(mpl.rcParams["axes.prop_cycle"].by_key()["color"][0])


def ink() -> str:
    """Return the colour of what is drawn over bars."""
    return to_hex(mpl.rcParams["axes.prop_cycle"].by_key()["color"][1])


def save(figure: Figure, path: Path) -> Path:
    """Write a figure as an SVG that is the same whenever and wherever it is drawn."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with in_style():
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    return path


def shades() -> LinearSegmentedColormap:
    """Return the colours from the panel to the bars: one hue that only grows darker, so it reads in grey print."""
    return LinearSegmentedColormap.from_list("briefing", [mpl.rcParams["figure.facecolor"], accent()])


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
