"""Numbers in a grid: topics by something else, and people by each other."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.style import INCH, LINE, STYLE, WIDTH, contrasting, fitted, rows_of, shades, width_of

MOST_COLUMNS = 12
LABELS = 130.0  # points for the names of the rows
LONGEST_COLUMN = 110.0  # points for the name of a column that stands upright
INNER = WIDTH * INCH - LABELS - 30  # points for all columns together


def heat_map(grid: pd.DataFrame, *, whole: bool = False) -> Figure:
    """Draw a number a topic and column, the darker the higher; 0 stays empty.

    Parameters
    ----------
    grid : pandas.DataFrame
        Topics from top to bottom, at most :data:`MOST_COLUMNS` columns from left to right by the names to show.
    whole : bool
        The numbers are counts, shown without a decimal.
    """
    each = INNER / len(grid.columns)
    with plt.style.context(STYLE):
        names = [fitted(str(name), LONGEST_COLUMN) for name in grid.columns]
        widest = max(map(width_of, names))
        upright = widest > each - 4
        rows, middles, edges = rows_of([str(topic) for topic in grid.index], LABELS)
        figure, axes = plt.subplots(figsize=(WIDTH, (edges[-1] + (widest if upright else LINE) + 25) / INCH))
        _cells(axes, grid.to_numpy(dtype=float), edges, whole=whole or each < width_of("00.0") + 4)
        axes.set_yticks(middles, rows)
        axes.set_xticks(np.arange(len(names)) + 0.5, names, rotation=90 if upright else 0)
        return figure


def pairs(times: pd.DataFrame) -> Figure:
    """Draw how often people were together, each pair once; rows are numbered and columns bear the numbers.

    Parameters
    ----------
    times : pandas.DataFrame
        Square, with the names as index and the same names as columns; the number of occasions, 0 for none.
    """
    names = [f"{place}  {name}" for place, name in enumerate(times.index, start=1)]
    with plt.style.context(STYLE):
        rows, middles, edges = rows_of(names, LABELS + 20)
        figure, axes = plt.subplots(figsize=(WIDTH, (edges[-1] + LINE + 25) / INCH))
        below = np.tril(times.to_numpy(dtype=float), -1)
        _cells(axes, below, edges, whole=True)
        for place in range(len(names)):  # nobody meets himself; what lies above is what lies below
            axes.add_patch(Rectangle((place, edges[place]), 1, edges[place + 1] - edges[place], fc="0.9", lw=0))
        axes.set_yticks(middles, rows)
        axes.set_xticks(np.arange(len(names)) + 0.5, [str(place + 1) for place in range(len(names))])
        return figure


def _cells(axes: Axes, values: np.ndarray, edges: list[float], *, whole: bool) -> None:
    colours = shades()
    highest = max(float(values.max()), 1.0)
    axes.pcolormesh(
        np.arange(values.shape[1] + 1), edges, values, cmap=colours, vmin=0, vmax=highest, edgecolors="white", lw=1
    )
    axes.set_ylim(edges[-1], 0)
    axes.tick_params(length=0)
    for row, column in zip(*np.nonzero(values), strict=True):
        value = values[row, column]
        text = f"{value:.0f}" if whole else f"{value:.1f}"
        colour = contrasting(colours(value / highest))
        middle = (edges[row] + edges[row + 1]) / 2
        axes.text(column + 0.5, middle, text, ha="center", va="center", color=colour)
