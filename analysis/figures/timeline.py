"""Events in time: one by one where they are few, counted by day, month or year where they are many."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.dates as mdates
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures.lettering import LINE, fitted, width_of
from analysis.figures.panel import EDGE, FULL, GAP, Panel, faint, scale, widest
from analysis.figures.style import accent, in_style
from analysis.frames import records

MOST_LANES = 20  # events drawn one by one
LANE = 31.0  # points: a line of words above, a line with the date below
HALF = 7.5  # points from the middle of a lane to either
MARGIN = 8.0  # points on either side
MOST_BARS = 62  # before days become months, and months years
MOST_NAMES = 8  # of bars
HEIGHT = 170.0  # points of the bars

Across = Callable[[float], float]


def timeline(events: pd.DataFrame) -> Figure:
    """Draw events one by one: what, above when.

    Parameters
    ----------
    events : pandas.DataFrame
        At most :data:`MOST_LANES` rows of the table ``events`` with ``earliest``, in time, and beside its columns
        ``day`` (the date in words) and ``label`` (the event in words).
    """
    rows = records(events)
    first = min(mdates.datestr2num(row.earliest) for row in rows)
    last = max(mdates.datestr2num(row.latest or row.earliest) for row in rows)
    pad = max((last - first) * 0.03, 2)
    with in_style():
        across = scale(first - pad, last + pad, MARGIN, FULL - MARGIN)
        bottom = EDGE + LANE * len(rows)
        panel = Panel(bottom + GAP + LINE + EDGE)
        _calendar(panel, first - pad, last + pad, across, bottom)
        for lane, row in enumerate(rows):
            height = EDGE + LANE * (lane + 0.5)
            day = fitted(row.day, FULL / 2 - MARGIN)
            start = MARGIN + (width_of(day, bold=True) + 6 if day else 0.0)
            panel.write(MARGIN, height - HALF, day, bold=True)
            panel.write(start, height - HALF, fitted(row.label, FULL - MARGIN - start))
            _mark(panel, row, height + HALF, across, pad)
        return panel.figure


def _calendar(panel: Panel, first: float, last: float, across: Across, bottom: float) -> None:
    """Draw the lines of the calendar with their names, which never touch."""
    locator = mdates.AutoDateLocator(minticks=2, maxticks=5)
    ticks = locator.tick_values(mdates.num2date(first), mdates.num2date(last))
    names = mdates.ConciseDateFormatter(locator, show_offset=False).format_ticks(ticks)
    panel.lines([((MARGIN, bottom), (FULL - MARGIN, bottom))], mpl.rcParams["axes.edgecolor"])
    taken = 0.0
    for tick, name in zip(ticks, names, strict=True):
        half = width_of(name) / 2
        if not first <= tick <= last or across(tick) - half < taken or across(tick) + half > FULL - EDGE:
            continue
        taken = across(tick) + half + GAP
        panel.lines([((across(tick), EDGE), (across(tick), bottom))], mpl.rcParams["grid.color"])
        panel.write(across(tick), bottom + GAP + LINE / 2, name, align="center")


def _mark(panel: Panel, row: Any, height: float, across: Across, pad: float) -> None:
    """Draw when an event was: a bar for a span, a dot in its middle, and how many sources tell of it."""
    start = mdates.datestr2num(row.earliest)
    end = mdates.datestr2num(row.latest) if row.latest else start + pad
    if end > start:
        panel.lines(
            [((across(start), height), (across(end), height))], faint(accent(), 0.45), width=5, round_ends=True
        )
    settled = row.precision == "day" and "~" not in row.date
    middle, face = across((start + end) / 2), accent() if settled else mpl.rcParams["figure.facecolor"]
    panel.dots([(middle, height)], accent(), marker="D" if row.status == "planned" else "o", face=face)
    if row.independent_sources > 1:
        left = middle < FULL / 2
        side = middle if end == start else across(end if left else start)
        words = f"{row.independent_sources} sources"
        panel.write(side + (8 if left else -8), height, words, align="left" if left else "right")


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
    total = {name: int(counts.get(name, 0)) for name in span}
    sure = {name: int(several.get(name, 0)) for name in span}
    with in_style():
        return _bars(total, sure), unit, counts


def _bars(total: dict[str, int], sure: dict[str, int]) -> Figure:
    """Draw a bar a unit of time, the part that is sure over it and darker."""
    ticks = [int(tick) for tick in MaxNLocator(4, integer=True).tick_values(0, max(total.values())) if tick >= 0]
    left = EDGE + LINE + GAP + widest([str(tick) for tick in ticks]) + GAP
    top = EDGE + (LINE + 2 * GAP if any(sure.values()) else LINE / 2)
    bottom = top + HEIGHT
    panel = Panel(bottom + GAP + 2 * LINE + EDGE)
    up = scale(0, max(total.values()), bottom, top)
    across = scale(0, len(total), left, FULL - EDGE)
    panel.lines(
        [((left, up(tick)), (FULL - EDGE, up(tick))) for tick in ticks if up(tick) >= top], mpl.rcParams["grid.color"]
    )
    for tick in ticks:
        if up(tick) >= top:
            panel.write(left - GAP, up(tick), str(tick), align="right")
    panel.write(EDGE + LINE / 2, (top + bottom) / 2 - width_of("events") / 2, "events", align="center", upright=True)
    for counted, shade in ((total, faint(accent(), 0.55)), (sure, accent())):
        panel.boxes(
            [
                (across(place + 0.1), up(count), across(place + 0.9), bottom)
                for place, count in enumerate(counted.values())
            ],
            shade,
        )
    panel.lines(
        [((left, EDGE), (left, bottom)), ((left, bottom), (FULL - EDGE, bottom))], mpl.rcParams["axes.edgecolor"]
    )
    if any(sure.values()):
        _legend(panel, left)
    step = -(-len(total) // MOST_NAMES)
    for place, name in list(enumerate(total))[::step]:
        panel.write(across(place + 0.5), bottom + GAP + LINE, _name(name), align="center")
    return panel.figure


def _legend(panel: Panel, left: float) -> None:
    """Draw what the shades of the bars mean, above them."""
    x, middle = left + GAP, EDGE + LINE / 2
    for words, shade in (("one source", faint(accent(), 0.55)), ("several independent sources", accent())):
        panel.boxes([(x, middle - GAP, x + LINE, middle + GAP)], shade)
        panel.write(x + LINE + GAP, middle, words)
        x += LINE + 4 * GAP + width_of(words)


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
