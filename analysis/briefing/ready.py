"""Importing this makes a Python ready to show a briefing: everything loaded, and a first figure drawn.

The first figure of a process takes several times as long as the next one: fonts are looked up, glyphs become
paths. A kernel does that while the sources are still being read.
"""

from __future__ import annotations

from io import BytesIO

import matplotlib.pyplot as plt

from analysis import figures
from analysis.briefing import open_briefing

__all__ = ["open_briefing"]


def _draw() -> None:
    with plt.style.context(figures.STYLE):
        figure, axes = plt.subplots()
        axes.set_title("0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz")
        figure.savefig(BytesIO(), format="svg")
        plt.close(figure)


_draw()
