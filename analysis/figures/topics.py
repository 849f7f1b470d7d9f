"""How often each topic is mentioned, as bars."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.lettering import LINE, width_of
from analysis.figures.panel import EDGE, FULL, GAP, Panel, faint, rows_of, scale, widest
from analysis.figures.style import accent, in_style, ink
from analysis.frames import records

LABELS = 150.0  # points for the names of topics
HALF = 5.5  # points from the middle of a bar to either side


def frequencies(totals: pd.DataFrame) -> Figure:
    """Draw a bar a topic: mentions per 1,000 words with the interval, mentions and (in brackets) sources.

    Parameters
    ----------
    totals : pandas.DataFrame
        Indexed by topic, with ``per_1000_words``, ``low``, ``high`` (null where there is none), ``mentions`` and
        ``documents``, the largest first.
    """
    with in_style():
        labels, middles, edges = rows_of([str(topic) for topic in totals.index], LABELS)
        bottom, left = edges[-1] + GAP, EDGE + widest(labels) + GAP
        panel = Panel(bottom + GAP + 2 * LINE + EDGE)
        rows = records(totals)
        counts = [f"{row.mentions} ({row.documents})" for row in rows]
        reaches = [max(row.per_1000_words, row.high if pd.notna(row.high) else 0.0) for row in rows]
        right = FULL - EDGE - 2 * GAP - widest(counts)
        across = scale(0.0, max(reaches), left, right)
        _ruled(panel, max(reaches), across, bottom)
        bars = [
            (left, middle - HALF, across(row.per_1000_words), middle + HALF)
            for middle, row in zip(middles, rows, strict=True)
        ]
        panel.boxes(bars, faint(accent(), 0.55))
        spans = [
            ((across(row.low), middle), (across(row.high), middle))
            for middle, row in zip(middles, rows, strict=True)
            if pd.notna(row.low)
        ]
        panel.lines(spans, ink(), width=1.0)
        for label, count, middle, reach in zip(labels, counts, middles, reaches, strict=True):
            panel.write(left - GAP, middle, label, align="right")
            panel.write(across(reach) + GAP, middle, count)
        panel.lines(
            [((left, EDGE), (left, bottom)), ((left, bottom), (FULL - EDGE, bottom))], mpl.rcParams["axes.edgecolor"]
        )
        panel.write((left + right) / 2, bottom + GAP + LINE * 1.5, "mentions per 1,000 words", align="center")
        return panel.figure


def _ruled(panel: Panel, highest: float, across: Callable[[float], float], bottom: float) -> None:
    """Draw the lines of the scale and their numbers."""
    ticks = {f"{tick:g}": across(tick) for tick in MaxNLocator(4).tick_values(0, highest) if tick >= 0}
    shown = {name: x for name, x in ticks.items() if x + width_of(name) / 2 <= FULL - EDGE}
    panel.lines([((x, EDGE), (x, bottom)) for x in shown.values()], mpl.rcParams["grid.color"])
    for name, x in shown.items():
        panel.write(x, bottom + GAP + LINE / 2, name, align="center")
