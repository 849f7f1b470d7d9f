"""Events in time: one by one where they are few, counted by day, month or year where they are many."""

from __future__ import annotations

import datetime
from typing import Any

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.style import ACCENT, INCH, STYLE, WIDTH, fitted, width_of
from analysis.frames import records

MOST_LANES = 20  # events drawn one by one
LANE = 31.0  # points: a line of words above, a line with the date below
HALF = 7.5  # points from the middle of a lane to either
MARGIN = 14.0  # points on either side
MOST_BARS = 62  # before days become months, and months years
MOST_NAMES = 8  # of bars


def timeline(events: pd.DataFrame) -> Figure:
    """Draw events one by one: what, above when.

    Parameters
    ----------
    events : pandas.DataFrame
        At most :data:`MOST_LANES` rows of the table ``events`` with ``earliest``, in time, and beside its columns
        ``day`` (the date in words) and ``label`` (the event in words).
    """
    with plt.style.context(STYLE):
        room = WIDTH * INCH - 2 * MARGIN
        figure, axes = plt.subplots(figsize=(WIDTH, (LANE * len(events) + 40) / INCH))
        first = min(datetime.date.fromisoformat(d) for d in events["earliest"])
        last = max(datetime.date.fromisoformat(row.latest or row.earliest) for row in records(events))
        pad = max((last - first).days * 0.03, 2)
        half = (mdates.date2num(first) + mdates.date2num(last)) / 2
        axes.set_xlim(mdates.date2num(first) - pad, mdates.date2num(last) + pad)
        axes.set_ylim(LANE * len(events), 0)
        for lane, row in enumerate(records(events)):
            top = LANE * (lane + 0.5)
            day = fitted(row.day, room / 2)
            start = width_of(day, bold=True) + 6 if day else 0.0
            words = axes.get_yaxis_transform()
            axes.text(0, top - HALF, day, transform=words, va="center", weight="bold")
            axes.annotate(
                fitted(row.label, room - start),
                (0, top - HALF),
                xycoords=words,
                xytext=(start, 0),
                textcoords="offset points",
                va="center",
            )
            _mark(axes, row, top + HALF, pad, half)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        locator = mdates.AutoDateLocator(minticks=2, maxticks=5)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
        axes.grid(axis="x")
        return figure


def _mark(axes: Axes, row: Any, height: float, pad: float, half: float) -> None:
    start = mdates.date2num(datetime.date.fromisoformat(row.earliest))
    end = mdates.date2num(datetime.date.fromisoformat(row.latest)) if row.latest else start + pad
    if end > start:
        axes.plot([start, end], [height, height], color=ACCENT, linewidth=5, alpha=0.45, solid_capstyle="round")
    settled = row.precision == "day" and "~" not in row.date
    middle, face = (start + end) / 2, ACCENT if settled else "white"
    marker = "D" if row.status == "planned" else "o"
    axes.plot([middle], [height], marker=marker, color=ACCENT, markerfacecolor=face, markersize=6)
    if row.independent_sources > 1:
        left = middle < half
        axes.annotate(
            f"{row.independent_sources} sources",
            (middle if end == start else end if left else start, height),
            xytext=(8 if left else -8, 0),
            textcoords="offset points",
            ha="left" if left else "right",
            va="center",
        )


def counts_in_time(events: pd.DataFrame) -> tuple[Figure, str, pd.Series]:
    """Draw how many events lie in each day, month or year, those of several independent sources darker.

    Parameters
    ----------
    events : pandas.DataFrame
        Rows of the table ``events``, each with ``earliest`` and ``latest`` within one month.

    Returns
    -------
    tuple
        The figure, the unit of a bar ("day", "month" or "year") and the number of events by its name (EDTF).
    """
    unit, length = _unit(events)
    by_unit = events["earliest"].str.slice(0, length)
    counts = by_unit.value_counts().sort_index()
    several = by_unit[events["independent_sources"] > 1].value_counts()
    span = [str(period) for period in pd.period_range(counts.index[0], counts.index[-1], freq=unit[0].upper())]
    total = [int(counts.get(name, 0)) for name in span]
    sure = [int(several.get(name, 0)) for name in span]
    with plt.style.context(STYLE):
        figure, axes = plt.subplots(figsize=(WIDTH, 3.2))
        axes.bar(range(len(span)), total, color=ACCENT, alpha=0.55, label="one source")
        if any(sure):
            axes.bar(range(len(span)), sure, color=ACCENT, label="several independent sources")
            figure.legend(loc="outside upper left", frameon=False, ncols=2)
        step = -(-len(span) // MOST_NAMES)
        axes.set_xticks(range(0, len(span), step), [_name(name) for name in span[::step]])
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylabel("events")
        axes.grid(axis="y")
        return figure, unit, counts


def _unit(events: pd.DataFrame) -> tuple[str, int]:
    """Return the smallest unit that all events are known by and that does not give too many bars."""
    first, last = events["earliest"].min(), events["earliest"].max()
    days = (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
    if days < MOST_BARS and (events["precision"] == "day").all():
        return "day", 10
    return ("month", 7) if days < MOST_BARS * 30 else ("year", 4)


def _name(unit: str) -> str:
    """Return a day or month in two short lines, a year as it is."""
    if len(unit) == 4:
        return unit
    whole = datetime.date.fromisoformat(unit if len(unit) == 10 else f"{unit}-01")
    return f"{whole.day}\n{whole:%b}" if len(unit) == 10 else f"{whole:%b}\n{whole.year}"
