"""Numbers in a grid: topics by something else, and people by each other."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.lettering import LINE, fitted, width_of
from analysis.figures.panel import EDGE, FULL, GAP, Box, Panel, rows_of, widest
from analysis.figures.style import contrasting, in_style, shades

MOST_COLUMNS = 12
LABELS = 130.0  # points for the names of the rows
LONGEST_COLUMN = 110.0  # points for the name of a column that stands upright
NOBODY = "0.9"  # the grey of a field that can hold no number


def heat_map(grid: pd.DataFrame, *, whole: bool = False) -> Figure:
    """Draw a number a topic and column, the darker the higher; 0 stays empty.

    Parameters
    ----------
    grid : pandas.DataFrame
        Topics from top to bottom, at most :data:`MOST_COLUMNS` columns from left to right by the names to show.
    whole : bool
        The numbers are counts, shown without a decimal.
    """
    with in_style():
        return _grid(
            [str(topic) for topic in grid.index],
            [fitted(str(name), LONGEST_COLUMN) for name in grid.columns],
            grid.to_numpy(dtype=float),
            whole=whole,
        )


def pairs(times: pd.DataFrame) -> Figure:
    """Draw how often people were together, each pair once; rows are numbered and columns bear the numbers.

    Parameters
    ----------
    times : pandas.DataFrame
        Square, with the names as index and the same names as columns; the number of occasions, 0 for none.
    """
    names = [f"{place}  {name}" for place, name in enumerate(times.index, start=1)]
    with in_style():
        below = np.tril(times.to_numpy(dtype=float), -1)  # what lies above is the same
        numbers = [str(place + 1) for place in range(len(names))]
        return _grid(names, numbers, below, whole=True, nobody=True)


def _grid(
    names: Sequence[str], columns: Sequence[str], values: np.ndarray, *, whole: bool, nobody: bool = False
) -> Figure:
    """Draw numbers on their shades, with the names of rows and columns; ``nobody`` meets himself."""
    rows, middles, edges = rows_of(names, LABELS + (20 if nobody else 0))
    left = EDGE + widest(rows) + GAP
    each = (FULL - EDGE - left) / len(columns)
    room = widest(columns)
    upright = room > each - 4
    bottom = edges[-1]
    panel = Panel(bottom + GAP + (room if upright else LINE) + EDGE)
    fields = [
        [
            (left + each * column, edges[row], left + each * (column + 1), edges[row + 1])
            for column in range(len(columns))
        ]
        for row in range(len(rows))
    ]
    _shade(panel, fields, values, whole=whole or each < width_of("00.0") + 4)
    if nobody:
        panel.boxes([fields[place][place] for place in range(len(rows))], NOBODY)
    for label, middle in zip(rows, middles, strict=True):
        panel.write(left - GAP, middle, label, align="right")
    for place, label in enumerate(columns):
        below = bottom + GAP + (0 if upright else LINE / 2)
        panel.write(left + each * (place + 0.5), below, label, align="center", upright=upright)
    frame = ((left, edges[0]), (left, bottom)), ((left, bottom), (left + each * len(columns), bottom))
    panel.lines(frame, mpl.rcParams["axes.edgecolor"])
    return panel.figure


def _shade(panel: Panel, fields: list[list[Box]], values: np.ndarray, *, whole: bool) -> None:
    colours = shades()
    highest = max(float(values.max()), 1.0)
    chosen = list(zip(*np.nonzero(values), strict=True))
    if not chosen:
        return
    boxes = [fields[row][column] for row, column in chosen]
    filled = [colours(values[place] / highest) for place in chosen]
    panel.boxes(boxes, filled, edge=mpl.rcParams["figure.facecolor"])
    for place, (left, top, right, bottom), colour in zip(chosen, boxes, filled, strict=True):
        text = f"{values[place]:.0f}" if whole else f"{values[place]:.1f}"
        panel.write((left + right) / 2, (top + bottom) / 2, text, align="center", colour=contrasting(colour))
